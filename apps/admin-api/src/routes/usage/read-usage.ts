import { sumUsage, type UsageSum } from '@sylion/database';
import { usageMetricSchema, usageQuerySchema, usageSchema } from '@sylion/schemas';

import { Problem } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { rangeOf } from './range-of.ts';

const mostSums = 10_000;

export const readUsage = defineTenantRoute({
  method: 'get',
  path: '/v1/usage',
  summary: 'Sum the usage per metric, and by day, assistant, channel and model; by default of the current month',
  permission: { role: 'viewer', scope: 'usage:read' },
  query: usageQuerySchema,
  status: 200,
  answer: usageSchema,
  refusals: { 400: ['too_many_sums'] },
  transact: async ({ scope, query: { timeZone, groupBy, ...query } }) => {
    const range = await rangeOf(scope, query, timeZone);
    const sums = await sumUsage(scope, range, { timeZone, groupBy, limit: mostSums + 1 });
    if (sums.length > mostSums)
      throw new Problem(400, 'too_many_sums', `these are more than ${mostSums} sums; narrow the range or group by less`);
    const { from, to, metric } = range;
    return { from, to, timeZone, groupBy, items: groupBy.length > 0 || metric !== undefined ? sums : withUnused(sums) };
  },
});

const withUnused = (sums: readonly UsageSum[]): UsageSum[] =>
  usageMetricSchema.options.map((metric) => ({ metric, amount: sums.find((sum) => sum.metric === metric)?.amount ?? 0 }));
