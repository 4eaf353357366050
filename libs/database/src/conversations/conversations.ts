export * from './change-consent.ts';
export * from './change-speaker.ts';
export * from './find-conversation.ts';
export * from './list-messages.ts';
export * from './list-turns.ts';
export * from './read-conversations.ts';
export * from './unsent-bubbles.ts';
