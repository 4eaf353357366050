export * from './number-events.ts';
export * from './read-events.ts';
export * from './sweep-events.ts';
