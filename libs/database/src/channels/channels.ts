export * from './beat-while-alive.ts';
export * from './channel-tasks.ts';
export * from './heartbeats.ts';
export * from './message-templates.ts';
export * from './read-channel-health.ts';
export * from './remove-old-tasks.ts';
