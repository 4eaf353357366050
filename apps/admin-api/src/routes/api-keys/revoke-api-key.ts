import { findApiKey, lockStandingKeys, revokeApiKey as endApiKey, writeAudit } from '@sylion/database';
import { idParamsSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { keepAnOwner } from './keep-an-owner.ts';
import { requireGrant } from './require-grant.ts';
import { versionOfApiKey } from './version-of-api-key.ts';

/** Revoking again changes nothing. */
export const revokeApiKey = defineTenantRoute({
  method: 'delete',
  path: '/v1/api-keys/{id}',
  summary: 'Revoke an API key, at once and for ever',
  permission: { role: 'owner', scope: 'api-keys:write' },
  params: idParamsSchema,
  status: 204,
  conflicts: ['last_owner_key'],
  version: versionOfApiKey,
  transact: async ({ scope, tenantId, params: { id }, by, grant }) => {
    const standing = await lockStandingKeys(scope);
    const key = found('API key', await findApiKey(scope, id));
    if (key.revokedAt) return;
    requireGrant(grant, key);
    keepAnOwner(by.actor, { before: standing, after: standing.filter((other) => other.id !== id) });
    await endApiKey(scope, id);
    await writeAudit(scope.sql, { ...by, tenantId, action: 'api_key.revoked', subjectKind: 'api_key', subjectId: id });
  },
});
