import { readRetention, readRetentionVersion, setRetention as writeRetention, writeAudit } from '@sylion/database';
import { retentionPeriodsSchema, retentionSchema } from '@sylion/schemas';

import { defineTenantRoute } from '../../route.ts';

/** What is too old by the new policy goes at the sweeper's next look, for good. */
export const setRetention = defineTenantRoute({
  method: 'put',
  path: '/v1/retention',
  summary: 'Set how long the tenant keeps what, as a whole: what is not named is kept for ever',
  permission: { role: 'admin', scope: 'settings:write' },
  body: retentionPeriodsSchema,
  status: 200,
  answer: retentionSchema,
  version: (scope, _call, isHeld) => readRetentionVersion(scope, isHeld),
  transact: async ({ scope, tenantId, body, by }) => {
    const before = retentionPeriodsSchema.strip().parse(await readRetention(scope));
    await writeRetention(scope, body);
    await writeAudit(scope.sql, {
      ...by,
      tenantId,
      action: 'retention.set',
      subjectKind: 'tenant',
      subjectId: tenantId,
      before,
      after: body,
    });
    return readRetention(scope);
  },
});
