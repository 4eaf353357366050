export * from './find-spent-quota.ts';
export * from './list-quotas.ts';
export * from './reserve-quota.ts';
export * from './set-quota.ts';
