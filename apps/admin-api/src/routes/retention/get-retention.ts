import { readRetention, readRetentionVersion } from '@sylion/database';
import { retentionSchema } from '@sylion/schemas';

import { defineTenantRoute } from '../../route.ts';

export const getRetention = defineTenantRoute({
  method: 'get',
  path: '/v1/retention',
  summary: 'Show how long the tenant keeps what, and when all that was older was gone last',
  permission: { role: 'viewer', scope: 'settings:read' },
  status: 200,
  answer: retentionSchema,
  version: (scope, _call, isHeld) => readRetentionVersion(scope, isHeld),
  transact: ({ scope }) => readRetention(scope),
});
