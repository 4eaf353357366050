export * from './claim-bubble.ts';
export * from './record-send.ts';
