import { findEndUser, writeAudit } from '@sylion/database';
import { idParamsSchema } from '@sylion/schemas';

import { openSpool } from '../../end-user-exports/open-spool.ts';
import { packExport } from '../../end-user-exports/pack-export.ts';
import { spoolEndUser } from '../../end-user-exports/spool-end-user.ts';
import { found } from '../../http/problem.ts';
import { defineStreamRoute } from '../../route.ts';

/** Nothing is sent before all of the database's part is read: what goes wrong until then is told as a problem, not as half a file. */
export const exportEndUser = defineStreamRoute({
  path: '/v1/end-users/{id}/export',
  summary: 'Export all that is held of an end user, as it is at one moment: a zip of JSON files, one per table, and the media files',
  permission: { role: 'admin', scope: 'end-users:read' },
  params: idParamsSchema,
  stream: {
    mediaType: 'application/zip',
    fileName: 'end-user.zip',
    open: async ({ tenantId, params: { id: endUserId }, by, connection: { signal } }, { database, store }) => {
      await database.asTenant(tenantId, async (scope) => {
        found('end user', await findEndUser(scope, endUserId));
        await writeAudit(scope.sql, { ...by, tenantId, action: 'end_user.exported', subjectKind: 'end_user', subjectId: endUserId });
      });
      const spool = await openSpool();
      const closeSpool = (): void => void spool.close();
      signal.addEventListener('abort', closeSpool, { once: true });
      if (signal.aborted) closeSpool();
      const exportedAt = new Date();
      const spooled = await spoolEndUser(database, spool, { tenantId, endUserId, signal });
      return packExport({ tenantId, endUserId, exportedAt, spool, spooled, store, signal });
    },
  },
});
