import type { MessageContent } from '@sylion/schemas';

/** The names a provider uses for a person. Any of them may be missing; none of them means the person cannot be answered. */
export interface Person {
  /** Business-scoped user id, verbatim, such as `FR.13491208655302741918`. Valid only inside one business portfolio. */
  bsuid?: string;
  parentBsuid?: string;
  /** E.164: `+` and digits. */
  phone?: string;
  /** Without the leading `@`. */
  username?: string;
  displayName?: string;
}

/** What the person's identity was before the provider told us that it changed. */
export interface IdentityChange {
  previousBsuid?: string;
  previousPhone?: string;
}

/** Why a message is stored but must not start a turn. */
export type UnanswerableReason =
  | 'reaction'
  | 'system'
  | 'group_message'
  | 'unsupported_type'
  | 'missing_content'
  | 'empty_text'
  | 'edited'
  | 'revoked'
  | 'standby_copy'
  | 'history'
  | 'no_identity'
  | 'request_welcome'
  | 'call_permission';

export type Disposition = { answerable: true } | { answerable: false; reason: UnanswerableReason };

/** A message that an end user sent to the channel. */
export interface MessageEvent {
  kind: 'message';
  /** What the provider calls the channel: Meta's phone number id, Twilio's sender number. */
  channelKey: string;
  /** WhatsApp Business Account id, or Twilio account sid. */
  accountKey?: string;
  providerMessageId: string;
  sentAt: Date;
  from: Person;
  content: MessageContent;
  /** Provider message id of the quoted message. */
  replyTo?: string;
  isForwarded?: boolean;
  /** The advertisement that was tapped, as the provider words it. */
  referral?: Record<string, unknown>;
  /** The catalogue product from which the person tapped "Message business". */
  referredProduct?: { catalogId?: string; productId?: string };
  groupId?: string;
  identityChange?: IdentityChange;
  disposition: Disposition;
  /** The provider's own object, kept only where we did not understand all of it. */
  raw?: unknown;
}

/** A message that a human of the business typed in the phone app, not through us. */
export interface EchoEvent {
  kind: 'echo';
  channelKey: string;
  accountKey?: string;
  providerMessageId: string;
  sentAt: Date;
  to: Person;
  content: MessageContent;
}

export type DeliveryStatus = 'sent' | 'delivered' | 'read' | 'failed';

/** What became of a message that we sent. Statuses arrive in any order, repeatedly, and may skip steps. */
export interface StatusEvent {
  kind: 'status';
  channelKey: string;
  accountKey?: string;
  providerMessageId: string;
  status: DeliveryStatus;
  at: Date;
  /** Our own message id, when the provider hands it back. */
  messageId?: string;
  recipient: Person;
  error?: { code: number; title: string; detail?: string };
  pricing?: { category?: string; type?: string; model?: string; isBillable?: boolean };
}

/** The person chose in WhatsApp which kind of messages they want from the business. */
export interface PreferenceEvent {
  kind: 'preference';
  channelKey: string;
  accountKey?: string;
  person: Person;
  category: string;
  /** `stop`, `resume`, or a value that the provider added later. */
  value: string;
  at: Date;
}

/** Something that we recorded and did nothing about. */
export interface IgnoredEvent {
  kind: 'ignored';
  channelKey?: string;
  accountKey?: string;
  field: string;
  reason: string;
  raw: unknown;
}

/** One thing that a webhook told us, independent of the provider. JSON-serialisable, free of NUL and lone surrogates. */
export type ProviderEvent = MessageEvent | EchoEvent | StatusEvent | PreferenceEvent | IgnoredEvent;
