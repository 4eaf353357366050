import type { MediaReference, MessageContent, TemplateComponent } from '@sylion/schemas';

import type { Person, ProviderEvent } from './provider-event.ts';

export interface WebhookRequest {
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The body as it came over the wire: no decoding, trimming or re-serialising before this point. */
  rawBody: Buffer;
  /** The public URL as configured at the provider, with its query: never rebuilt from the request's host. */
  url: string;
}

/** What a webhook must prove: the key of a signature, or a header that was agreed with the provider. */
export type WebhookSecret = string | { headerName: string; headerValue: string };

/** Circumstances that a body does not tell. */
export interface Arrival {
  /** As in `WebhookRequest`. */
  url: string;
  /** Stands in where the provider gives no time, or an impossible one. */
  receivedAt: Date;
}

export type NormaliseResult =
  | { ok: true; events: ProviderEvent[] }
  | { ok: false; reason: 'too_large' | 'not_json' | 'not_an_object' | 'unknown_object' | 'no_entries' | 'empty' };

/** Turns a provider's webhooks into `ProviderEvent`s. Pure: no I/O, no clock. */
export interface InboundProvider {
  /** The secrets with which `verify` can judge webhooks of a channel that has its own credentials. May be empty. */
  webhookSecrets(credentials: ChannelCredentials): readonly WebhookSecret[];
  /** True only if the request provably comes from the provider. Fails closed; several secrets allow rotation. */
  verify(request: WebhookRequest, secrets: readonly WebhookSecret[]): boolean;
  /** Never throws. A malformed part becomes an `ignored` event and costs none of the others. */
  normalise(rawBody: Buffer, arrival: Arrival): NormaliseResult;
}

export interface MetaCredentials {
  provider: 'meta';
  accessToken: string;
  appSecrets?: string[];
  verifyToken?: string;
}
export interface Dialog360Credentials {
  provider: '360dialog';
  apiKey: string;
  webhookHeader?: { name: string; value: string };
  signatureSecret?: string;
}
export interface TwilioCredentials {
  provider: 'twilio';
  accountSid: string;
  authToken: string;
}
export type ChannelCredentials = MetaCredentials | Dialog360Credentials | TwilioCredentials;

export type SendContent =
  | { kind: 'text'; text: string }
  /** A file that the provider has already (`uploadMedia`). */
  | { kind: 'image' | 'video' | 'audio' | 'document'; media: MediaReference; caption?: string }
  /** `name` is the template's name, at Twilio its content sid. */
  | Extract<MessageContent, { kind: 'template' }>;

export interface ChannelReference {
  /** The channel key, as in `ProviderEvent`. */
  phoneNumberId: string;
  /** Our channel id: where a provider takes an address for statuses with each message, it is made of this. */
  channelId?: string;
  /** The account that the number belongs to (Meta: the WhatsApp Business Account), where it is known. */
  accountKey?: string;
}

export interface SendIntent {
  /** Our message id. The provider hands it back in statuses, which settles sends of unknown outcome. */
  messageId: string;
  from: ChannelReference;
  to: Person;
  content: SendContent;
  /** Provider message id to quote. */
  replyTo?: string;
}

/**
 * What is known after one attempt to send.
 * - `accepted`: the provider took it.
 * - `throttled`: surely refused for pace; safe to repeat. `scope` says who else is held up.
 * - `later`: surely refused for now; safe to repeat after the wait.
 * - `unknown`: it may have gone out. Never repeat blindly: a status with our message id settles it.
 * - `not_sent`: it surely never reached the provider.
 * - `credentials`: the provider refuses the channel, not the message.
 * - `permanent`: this message can never be sent. `user_permanent`: nor can any other to this person.
 */
export type SendOutcome =
  | { kind: 'accepted'; providerMessageId: string }
  | { kind: 'throttled'; retryAfterMs: number; scope: ThrottleScope; code: number }
  | { kind: 'later'; retryAfterMs: number; code: number }
  | { kind: 'unknown'; code?: number; detail: string }
  | { kind: 'not_sent'; detail: string }
  | { kind: 'credentials'; code: number; detail: string }
  | { kind: 'permanent'; code: number; detail: string }
  | { kind: 'user_permanent'; code: number; detail: string };

export type ThrottleScope = 'pair' | 'number' | 'account';

/** An inbound message to be marked as read; `isTyping` shows "typing…" with it, until the reply or for 25 s. */
export interface ReadReceipt {
  from: ChannelReference;
  providerMessageId: string;
  isTyping: boolean;
}

/** A file for a message of ours. */
export interface MediaUpload {
  from: ChannelReference;
  bytes: Buffer<ArrayBuffer>;
  mimeType: string;
  filename: string;
}

/** An upload may be repeated: what is not known to be there, is not. */
export type UploadOutcome = { kind: 'uploaded'; providerMediaId: string } | Exclude<SendOutcome, { kind: 'accepted' | 'unknown' }>;

export interface MediaLocation extends MediaReference {
  from: ChannelReference;
}

export interface ResolvedMedia {
  /** Fails with a `PermanentProviderError` when more than the allowed bytes come. */
  stream: ReadableStream<Uint8Array>;
  mimeType: string;
  sizeBytes?: number;
  /** What the provider says the hash is; comparing it is up to whoever reads the stream. */
  sha256Hex?: string;
}

/** What else the provider tells of a number; nothing of it says whether the credentials work. */
export interface NumberStanding {
  nameStatus?: string;
  qualityRating?: string;
  messagingLimit?: string;
  /** Whether the account sends webhooks to the app of these credentials. */
  isWebhookSubscribed?: boolean;
}

export type CredentialCheck =
  | ({ ok: true; displayPhoneNumber?: string; verifiedName?: string } & NumberStanding)
  | { ok: false; reason: 'refused' | 'not_found' | 'unreachable'; detail: string };

/** A message template as the provider keeps it. */
export interface ListedTemplate {
  providerTemplateId: string;
  name: string;
  language: string;
  category: string;
  status: string;
  components: TemplateComponent[];
}

/** Calls a provider's API. Only `send` may have an unknown outcome; everything else is safe to repeat. */
export interface OutboundProvider {
  /** Never throws for anything the network or the provider does. */
  send(intent: SendIntent, credentials: ChannelCredentials, signal: AbortSignal): Promise<SendOutcome>;
  /** Marks an inbound message, and with it all before it, as read. Throws a `ProviderError`. */
  markRead(receipt: ReadReceipt, credentials: ChannelCredentials, signal: AbortSignal): Promise<void>;
  /** Opens a media file. Throws a `ProviderError`. */
  resolveMedia(reference: MediaLocation, credentials: ChannelCredentials, signal: AbortSignal): Promise<ResolvedMedia>;
  /** Brings a file to the provider, which a message may then have. Never throws for anything the network does. Absent where none can be sent. */
  uploadMedia?(file: MediaUpload, credentials: ChannelCredentials, signal: AbortSignal): Promise<UploadOutcome>;
  /** Asks the provider whether the credentials work for the channel. Never throws for anything the network does. */
  verifyCredentials(credentials: ChannelCredentials, from: ChannelReference, signal: AbortSignal): Promise<CredentialCheck>;
  /** All message templates of the channel's account. Throws a `ProviderError`. Absent where they cannot be asked for. */
  listTemplates?(credentials: ChannelCredentials, from: ChannelReference, signal: AbortSignal): Promise<ListedTemplate[]>;
}
