export * from './charge-turn.ts';
export type { UsageRecord } from './record-usage.ts';
export * from './reserve-quota.ts';
