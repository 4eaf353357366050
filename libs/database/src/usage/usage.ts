export * from './charge-turn.ts';
export { chargeUsage } from './charge-usage.ts';
export { listUsageRecords, type UsageRecordRow } from './list-usage-records.ts';
export type { UsageRecord } from './usage-record.ts';
export { sumUsage, type UsageSum } from './sum-usage.ts';
export { startOfMonth, type UsageRange } from './usage-range.ts';
