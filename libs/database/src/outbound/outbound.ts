export * from './claim-bubble.ts';
export * from './outbox-step.ts';
export { recordSend, type EndedSend, type SendRecord } from './record-send.ts';
