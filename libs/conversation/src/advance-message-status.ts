/**
 * States of an outbound message, in the order in which evidence settles them:
 * - `queued`: committed, not tried (again) yet; `sending`: a request is under way;
 * - `unknown`: the request may or may not have gone out; nothing is repeated before a grace period;
 * - `cancelled`: withdrawn before it was sent, for its epoch was stale or its end user gone;
 * - `sent`: the provider accepted it; `failed`: it will never arrive;
 * - `delivered`, `read`: it did arrive, so an earlier or later `failed` was wrong.
 */
export const messageStatuses = ['queued', 'sending', 'unknown', 'cancelled', 'sent', 'failed', 'delivered', 'read'] as const;

export type MessageStatus = (typeof messageStatuses)[number];

/** What a provider reports; `played` is the `read` of a voice message. */
export type ReportedStatus = MessageStatus | 'played';

/**
 * The state after a report, which never is an earlier one than `current`. Reports arrive in any order and more than
 * once, so this takes the greater of the two in one total order: the final state depends on the set of reports alone.
 *
 * `failed` is terminal unless delivery is proven. Going back for another try (`sending` to `queued` after a throttle,
 * `unknown` to `queued` after the grace period) is the sender's own decision and not made here.
 */
export function advanceMessageStatus(current: MessageStatus, reported: ReportedStatus): MessageStatus {
  const incoming = reported === 'played' ? 'read' : reported;
  return messageStatuses.indexOf(incoming) > messageStatuses.indexOf(current) ? incoming : current;
}
