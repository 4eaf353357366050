export * from './record-usage.ts';
export * from './reserve-quota.ts';
export * from './settle-quota.ts';
