export * from './charge-turn.ts';
export { recordUsage, type UsageRecord } from './record-usage.ts';
export * from './reserve-quota.ts';
