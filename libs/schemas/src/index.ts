export * from './ids.ts';
export * from './locale.ts';
export * from './message-content.ts';
export * from './provider.ts';
export * from './queue-contracts.ts';
export * from './states.ts';
