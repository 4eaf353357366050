import { startOfMonth, type TenantScope, type UsageRange } from '@sylion/database';

import { Problem } from '../../http/problem.ts';

const longestMs = 400 * 24 * 3_600_000;

/**
 * The range that a query means, by default the current month so far.
 * @throws {Problem} 400 when it is empty or longer than 400 days
 */
export async function rangeOf(
  scope: TenantScope,
  {
    from,
    to,
    metric,
    assistantId,
    channelId,
    model,
  }: Partial<Omit<UsageRange, 'from' | 'to'>> & { from?: string | undefined; to?: string | undefined },
  timeZone = 'UTC',
): Promise<UsageRange> {
  const end = to === undefined ? new Date() : new Date(to);
  const start = from === undefined ? await startOfMonth(scope, end, timeZone) : new Date(from);
  if (start >= end) throw wrongRange('must be before to');
  if (end.getTime() - start.getTime() > longestMs) throw wrongRange('must be at most 400 days before to');
  return { from: start, to: end, metric, assistantId, channelId, model };
}

const wrongRange = (message: string): Problem => new Problem(400, 'invalid_request', `from ${message}`, [{ path: 'from', message }]);
