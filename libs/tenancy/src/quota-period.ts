export type QuotaPeriod = 'day' | 'month';

/** When the period that contains `now` began, in UTC. */
export function quotaPeriodStart(period: QuotaPeriod, now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), period === 'day' ? now.getUTCDate() : 1));
}
