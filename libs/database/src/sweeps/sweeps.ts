export * from './list-unfinished.ts';
export * from './read-platform-state.ts';
