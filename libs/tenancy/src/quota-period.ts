export type QuotaPeriod = 'day' | 'month';

/** When the period that contains `now` began, in UTC. */
export function quotaPeriodStart(period: QuotaPeriod, now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), period === 'day' ? now.getUTCDate() : 1));
}

/** When it ends and the next begins. */
export function quotaPeriodEnd(period: QuotaPeriod, now: Date): Date {
  const start = quotaPeriodStart(period, now);
  return period === 'day'
    ? new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate() + 1))
    : new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1));
}
