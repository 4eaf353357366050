import type { Author, MessageContent, Provider } from '@sylion/schemas';

import type { OutboundFile } from '../media/outbound-files.ts';

/** How to reach the provider and the end user with one bubble. */
export interface BubbleToSend {
  readonly messageId: string;
  readonly conversationId: string;
  readonly channelId: string;
  readonly author: Author;
  readonly content: MessageContent;
  readonly replyTo: string | null;
  readonly attempt: number;
  /** Its text was rendered just now, and is to be kept when its send is recorded. */
  readonly isFreshlyRendered: boolean;
  readonly provider: Provider;
  readonly providerKey: string;
  readonly credentialsCiphertext: Buffer;
  readonly to: { readonly phone?: string; readonly bsuid?: string };
}

/**
 * What is next in a conversation's outbox.
 * `send`: this bubble is ours to POST now (it is `sending`); `wait`: look again in `ms`; `held`: the channel or its tenant does not send;
 * `upload`: the provider has to have this bubble's file first;
 * `mark_read`: nothing to send, but the end user is to see that their message was read, or that a turn is under way (`isTyping`);
 * `idle`: nothing to do.
 */
export type OutboxStep =
  | { readonly kind: 'send'; readonly bubble: BubbleToSend }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'held'; readonly reason: string }
  | {
      readonly kind: 'upload';
      readonly file: OutboundFile;
      readonly messageId: string;
      readonly attempt: number;
      readonly channel: ChannelAddress;
      readonly channelId: string;
    }
  | {
      readonly kind: 'mark_read';
      readonly channel: ChannelAddress;
      readonly providerMessageId: string;
      readonly channelId: string;
      readonly isTyping: boolean;
    }
  | { readonly kind: 'idle' };

export type ChannelAddress = Pick<BubbleToSend, 'provider' | 'providerKey' | 'credentialsCiphertext'>;

export interface OutboxRules {
  /** Markdown → bubbles, in order. */
  readonly render: (markdown: string) => string[];
  /** Within this time after it began, a POST may still be under way. */
  readonly sendTimeoutMs: number;
  /** An outcome that nobody knows may be settled by a status webhook this long; then the bubble is tried again. Doubles with each try. */
  readonly graceMs: number;
  /** For how long status webhooks could arrive without a break. While nobody listens, silence is no evidence: the grace period is heard out. */
  readonly listeningMs: () => number;
  readonly typingIntervalMs: number;
}
