/** The last message of the end user that the assistant takes up, and what they were shown of that. */
export interface ReceiptCase {
  readonly handledBy: string;
  readonly seq: number;
  readonly isAnswered: boolean;
  readonly readThroughSeq: number;
  readonly claimedUntil: Date | null;
  readonly typingSentAt: Date | null;
}

/** Blue ticks for what the assistant takes up, and "typing…" while it thinks: shown again when it fades, or when a newer message came. */
export function judgeReceipt(last: ReceiptCase, now: Date, typingIntervalMs: number): { isDue: boolean; isTyping: boolean } {
  if (last.handledBy !== 'assistant') return { isDue: false, isTyping: false };
  const isUnread = last.seq > last.readThroughSeq;
  const isTyping = !last.isAnswered && last.claimedUntil !== null && last.claimedUntil > now;
  const hasFaded = last.typingSentAt === null || now.getTime() - last.typingSentAt.getTime() >= typingIntervalMs;
  return { isDue: isTyping ? isUnread || hasFaded : isUnread && last.isAnswered, isTyping };
}
