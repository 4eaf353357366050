/** What decides whether the assistant may speak. */
export interface Speakers {
  conversation: { handledBy: 'assistant' | 'human' };
  endUser: { optedOutAt?: Date | null; blockedAt?: Date | null };
}

export type AnswerPermission =
  | { answer: true }
  | { answer: false; state: 'handed_off'; reason: 'handled_by_human' }
  | { answer: false; state: 'skipped'; reason: 'end_user_blocked' | 'end_user_opted_out' };

/**
 * Whether the assistant answers the messages of a conversation, and the state they end in if it does not. A human who
 * has taken over still sees the messages of an end user who opted out of automatic ones. A channel that does not send
 * (paused, or its credentials refused) does not silence the assistant: its replies queue.
 */
export function mayAssistantAnswer({ conversation, endUser }: Speakers): AnswerPermission {
  if (endUser.blockedAt) return { answer: false, state: 'skipped', reason: 'end_user_blocked' };
  if (conversation.handledBy === 'human') return { answer: false, state: 'handed_off', reason: 'handled_by_human' };
  return endUser.optedOutAt ? { answer: false, state: 'skipped', reason: 'end_user_opted_out' } : { answer: true };
}
