import { readUsage as sumUsage } from '@sylion/database';
import { usageMetricSchema, usageQuerySchema, usageSchema } from '@sylion/schemas';
import { quotaPeriodStart } from '@sylion/tenancy';

import { Problem } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';

export const readUsage = defineTenantRoute({
  method: 'get',
  path: '/v1/usage',
  summary: 'Sum the usage per metric, by default of the current month',
  permission: { role: 'viewer', scope: 'usage:read' },
  query: usageQuerySchema,
  status: 200,
  answer: usageSchema,
  handle: async ({ tenantId, query }, { database }) => {
    const to = query.to === undefined ? new Date() : new Date(query.to);
    const from = query.from === undefined ? quotaPeriodStart('month', to) : new Date(query.from);
    if (from >= to) throw new Problem(400, 'invalid_request', 'from must be before to', [{ path: 'from', message: 'must be before to' }]);
    const used = await database.asTenant(tenantId, (scope) => sumUsage(scope, { from, to }));
    return {
      from,
      to,
      items: usageMetricSchema.options.map((metric) => ({ metric, amount: used.find((row) => row.metric === metric)?.amount ?? 0 })),
    };
  },
});
