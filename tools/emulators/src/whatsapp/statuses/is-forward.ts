import type { MessageStatus } from '../state/conversations.ts';

const ranks: Readonly<Record<MessageStatus, number>> = { sent: 1, delivered: 2, read: 3, failed: 4 };

/** Whether a message may go from one status to the next: only forward, and `read` and `failed` are the end. */
export function isForward(from: MessageStatus | undefined, to: MessageStatus): boolean {
  if (from === undefined) return true;
  if (from === 'read') return false;
  return ranks[to] > ranks[from];
}
