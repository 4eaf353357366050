const typingMs = 25_000;

/** The conversations of the emulator as its event log tells them: one per business number and end user. */
export class ConversationStore {
  #byKey = new Map();
  #byWamid = new Map();
  #lastSeq = 0;

  /** Most recent first. */
  all() {
    return [...this.#byKey.values()].sort((one, other) => other.changedAt - one.changedAt);
  }

  find(key) {
    return this.#byKey.get(key);
  }

  /** Opens a conversation that has no message yet, or answers the one that exists. */
  begin({ phoneNumberId, phone, bsuid, name }) {
    return this.#conversation({ phoneNumberId, user: phone ?? bsuid, from: { phone, bsuid, name }, name });
  }

  /** Adds one log entry; an entry that is known already is ignored, so catching up may overlap. */
  apply(entry) {
    if (entry.seq <= this.#lastSeq) return;
    this.#lastSeq = entry.seq;
    if (entry.user === undefined || entry.kind === 'user-read') return;
    const from = { phone: entry.phone, bsuid: entry.bsuid, name: entry.name };
    const conversation = this.#conversation({ phoneNumberId: entry.phoneNumberId, user: entry.user, from, name: entry.name });
    if (entry.kind === 'typing') conversation.typingUntil = entry.at + typingMs;
    if (entry.kind !== 'inbound' && entry.kind !== 'outbound') return;
    conversation.changedAt = entry.at;
    if (entry.kind === 'outbound') conversation.typingUntil = 0;
    if (entry.kind === 'inbound') conversation.from = { phone: entry.message.from, bsuid: entry.message.from_user_id, name: entry.name };
    if (entry.name !== undefined) conversation.name = entry.name;
    if (entry.type === 'reaction') {
      const { message_id: wamid, emoji } = (entry.request ?? entry.message).reaction;
      conversation.reactions.set(wamid, emoji);
      return;
    }
    conversation.entries.push(entry);
    this.#byWamid.set(entry.wamid, entry);
  }

  applyStatus({ wamid, status, at }) {
    const entry = this.#byWamid.get(wamid);
    if (entry !== undefined && statusOf(entry) !== status) entry.statuses.push({ status, at });
  }

  clear() {
    this.#byKey.clear();
    this.#byWamid.clear();
    this.#lastSeq = 0;
  }

  #conversation({ phoneNumberId, user, from, name }) {
    const key = `${phoneNumberId} ${user}`;
    let conversation = this.#byKey.get(key);
    if (conversation === undefined) {
      conversation = {
        key,
        phoneNumberId,
        user,
        from,
        name: name ?? user,
        entries: [],
        reactions: new Map(),
        typingUntil: 0,
        changedAt: Date.now(),
      };
      this.#byKey.set(key, conversation);
    }
    return conversation;
  }
}

export function statusOf(entry) {
  return entry.statuses.at(-1)?.status;
}

/** The business's messages that the user has not looked at. */
export function unreadOf(conversation) {
  return conversation.entries.filter((entry) => entry.kind === 'outbound' && ['sent', 'delivered'].includes(statusOf(entry)));
}
