import type { TextKey } from '@sylion/conversation';
import type { Inbox, KnowledgeOfAssistant } from '@sylion/database';
import type { Passage } from '@sylion/knowledge';
import type { AssistantSettings, Locale, TurnCall } from '@sylion/schemas';
import type { TokenUsage } from '@sylion/vertex-client';

import type { Occasion } from './occasion-of.ts';

/** What is to be answered, as whom and in which language: all that steps 3 to 5 know of a turn, in a conversation or in the playground. */
export interface Asked {
  readonly tenantId: string;
  readonly turnId: string;
  readonly assistantId: string;
  /** Null in the playground, where nothing leaves: its words are no reply that counts. */
  readonly channelId: string | null;
  /** The assistant as it was when the turn began: a version published meanwhile answers the next one. */
  readonly settings: AssistantSettings;
  readonly locale: Locale;
  readonly inbox: Pick<Inbox, 'now' | 'tenantName' | 'displayName' | 'unanswered' | Known>;
}

/** What the end user wants and was told before, and is not told again. */
type Known = 'optedOutAt' | 'welcomedAt' | 'closedNotifiedAt' | 'overQuotaNotifiedAt' | 'unknownCount' | 'apologisedAt' | 'lastInboundAt';

/** A turn that has looked at its conversation and not yet taken it. */
export interface OpenTurn extends Asked {
  readonly conversationId: string;
  readonly channelId: string;
  readonly assistantVersion: number | null;
  readonly knowledge: KnowledgeOfAssistant;
  readonly epoch: number;
  /** The newest message that this turn has seen; a higher seq in the conversation means that someone wrote meanwhile. */
  readonly throughSeq: number;
  /** A final turn is not restarted for newer messages: restarts are bounded. */
  readonly isFinal: boolean;
  readonly inbox: Inbox;
}

/** One run of the processor for one conversation, passed by value through every step. */
export interface Turn extends OpenTurn {
  readonly claim: number;
}

/** One call to the model as the ledger will see it. */
export interface ModelCall {
  readonly model: string;
  readonly usage: TokenUsage;
  /** The call was cut off before the provider told its counts. */
  readonly isEstimated: boolean;
  /** How often it was tried, over all fallback models. */
  readonly attempts: number;
  readonly end: Exclude<TurnCall['end'], 'failed'>;
  /** The provider's, for an end that is no answer. */
  readonly reason?: string;
  /** Names of the tools that the model asked for. */
  readonly tools: readonly string[];
}

/**
 * What a turn decided to say.
 * `answer`: the model's words (and perhaps a hand-over), which of the retrieved passages they name as their sources, and what was said
 * around them; `fixed`: one of our own sentences, because there is nothing the model could or may say; `hand_off`: one of them, and a
 * human takes over; `silence`: nothing, with the reason; `restart`: newer messages make this draft obsolete; `lost`: the turn no longer
 * owns the conversation; `retry`: the turn failed for now, the messages stay unanswered; `apology`: it failed for good;
 * `postponed`: the model is away, and is asked again later; `relayed`: it failed, and a human takes over.
 */
export type Reply = { readonly calls: readonly ModelCall[] } & (
  | {
      readonly kind: 'answer';
      readonly text: string;
      readonly handOffReason?: string;
      readonly cited?: readonly Passage[];
      readonly told?: Occasion;
    }
  | { readonly kind: 'fixed'; readonly textKey: TextKey; readonly reason: string }
  | { readonly kind: 'hand_off'; readonly textKey: TextKey; readonly reason: string }
  | { readonly kind: 'silence'; readonly reason: string }
  | { readonly kind: 'restart' }
  | { readonly kind: 'lost'; readonly reason: 'claim_lost' | 'epoch_changed' | 'erased' }
  | { readonly kind: 'retry' | 'apology' | 'postponed' | 'relayed'; readonly error: Error; readonly errorCode: string }
);
