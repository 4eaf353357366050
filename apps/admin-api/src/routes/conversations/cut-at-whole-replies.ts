/** Cuts an ordered list after `limit` messages, but never between the bubbles of one reply: whoever goes on after its seq would miss the rest. */
export function cutAtWholeReplies<Message extends { readonly seq: number }>(messages: readonly Message[], limit: number): Message[] {
  const lastSeq = messages[limit - 1]?.seq;
  return lastSeq === undefined ? [...messages] : messages.filter(({ seq }) => seq <= lastSeq);
}
