export * from './claim-sweep.ts';
export * from './erase-idle.ts';
export * from './expire-media.ts';
export * from './prune-messages.ts';
export * from './prune-rows.ts';
export * from './prune-turns.ts';
export * from './retention-policies.ts';
