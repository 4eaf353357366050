import type { JsonObject } from '../read-json.ts';
import type { BusinessNumber } from './business-numbers.ts';
import type { EndUser } from './end-users.ts';

export type MessageStatus = 'sent' | 'delivered' | 'read' | 'failed';

/** A message that a business had accepted; its statuses only move forward. */
export interface OutboundMessage {
  readonly wamid: string;
  readonly conversation: Conversation;
  readonly request: JsonObject;
  readonly type: string;
  /** The address it was sent to, which its statuses echo. */
  readonly sentTo: 'phone' | 'bsuid';
  readonly pricing: JsonObject;
  readonly statuses: { status: MessageStatus; at: number }[];
}

/** A message that a user wrote; `delivered` once the webhook was answered 200, `read` once the business said so. */
export interface InboundMessage {
  readonly wamid: string;
  readonly conversation: Conversation;
  readonly statuses: { status: MessageStatus; at: number }[];
}

/** The one thread between an end user and a business number. */
export interface Conversation {
  readonly number: BusinessNumber;
  readonly user: EndUser;
  /** Opens the service window; undefined when the user never wrote or the window was closed by hand. */
  lastInboundAt: number | undefined;
  readonly inbound: InboundMessage[];
  readonly outbound: OutboundMessage[];
}

export class Conversations {
  readonly #byPair = new Map<string, Conversation>();
  readonly #inbound = new Map<string, InboundMessage>();
  readonly #serviceMessages = new Map<string, number>();

  between(number: BusinessNumber, user: EndUser): Conversation {
    const key = `${number.phoneNumberId} ${user.id}`;
    const known = this.#byPair.get(key);
    if (known !== undefined) return known;
    const conversation: Conversation = { number, user, lastInboundAt: undefined, inbound: [], outbound: [] };
    this.#byPair.set(key, conversation);
    return conversation;
  }

  ofNumber(phoneNumberId: string): Conversation[] {
    return [...this.#byPair.values()].filter(({ number }) => number.phoneNumberId === phoneNumberId);
  }

  /** Opens the service window. */
  takeIn(conversation: Conversation, wamid: string, at: number): InboundMessage {
    const message: InboundMessage = { wamid, conversation, statuses: [{ status: 'sent', at }] };
    conversation.lastInboundAt = at;
    conversation.inbound.push(message);
    this.#inbound.set(wamid, message);
    return message;
  }

  /** The message that a user wrote to this number. */
  findInbound(phoneNumberId: string, wamid: string): InboundMessage | undefined {
    const message = this.#inbound.get(wamid);
    return message?.conversation.number.phoneNumberId === phoneNumberId ? message : undefined;
  }

  /** How many service messages the number has sent, this one included: the first thousand of a month are free. */
  countServiceMessage(phoneNumberId: string): number {
    const count = (this.#serviceMessages.get(phoneNumberId) ?? 0) + 1;
    this.#serviceMessages.set(phoneNumberId, count);
    return count;
  }

  clear(): void {
    this.#byPair.clear();
    this.#inbound.clear();
    this.#serviceMessages.clear();
  }
}
