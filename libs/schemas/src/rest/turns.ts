import { z } from 'zod';

import { idSchema } from '../ids.ts';
import { inboundStateSchema, outboundStateSchema } from '../states.ts';
import { timeSchema } from './fields.ts';
import { pageQuerySchema } from './page.ts';

/** How a turn searched the tenant's knowledge. `question`: what for; gone with the messages that asked. */
const turnRetrievalSchema = z.object({
  /** `partly_searched`: one of the two legs failed. */
  state: z.enum(['not_searched', 'searched', 'partly_searched', 'failed']),
  question: z.string().optional(),
  failedLegs: z.array(z.string()),
});
export type TurnRetrieval = z.output<typeof turnRetrievalSchema>;

/** One call of the model, with its retries and fallbacks. */
const turnCallSchema = z.object({
  /** What the assistant asks for: a tier or a model. */
  asked: z.string(),
  /** Which model it was in the end; null when none answered. */
  model: z.string().nullable(),
  attempts: z.int(),
  end: z.enum(['answer', 'blocked', 'empty', 'cut_off', 'failed']),
  /** The provider's reason for an end that is no answer. */
  reason: z.string().nullable(),
  promptTokens: z.int(),
  outputTokens: z.int(),
  /** It was cut off before the provider told its counts. */
  isEstimated: z.boolean(),
  tools: z.array(z.string()),
});
export type TurnCall = z.output<typeof turnCallSchema>;

/** A passage of the tenant's knowledge that stood in a turn's prompt, and how it was found. */
const turnPassageSchema = z.object({
  documentId: idSchema,
  chunkIds: z.array(z.string()),
  /** Cosine between question and passage; null when only words found it. */
  similarity: z.number().nullable(),
  /** 1 for the best of its ranking; null when that ranking did not hold it. */
  vectorRank: z.int().nullable(),
  textRank: z.int().nullable(),
  score: z.number(),
  /** The answer names it as its source. */
  isCited: z.boolean(),
});
export type TurnPassage = z.output<typeof turnPassageSchema>;

const turnStateSchema = z.enum(['running', 'replied', 'no_reply', 'failed', 'abandoned']);

export const turnSchema = z.object({
  id: idSchema,
  conversationId: idSchema.nullable(),
  channelId: idSchema.nullable(),
  assistantId: idSchema.nullable(),
  /** The version of the assistant that answered; null for turns from before there were versions. */
  assistantVersion: z.int().nullable(),
  state: turnStateSchema,
  outcome: z.string().nullable(),
  model: z.string().nullable(),
  modelCalls: z.int(),
  promptTokens: z.int(),
  outputTokens: z.int(),
  steps: z.array(z.unknown().pipe(z.object({ name: z.string(), ms: z.number() }))),
  passages: z.array(z.unknown().pipe(turnPassageSchema)),
  errorCode: z.string().nullable(),
  startedAt: timeSchema,
  finishedAt: timeSchema.nullable(),
});

export const turnsQuerySchema = pageQuerySchema.extend({
  outcome: z.string().min(1).max(100).optional(),
  assistantId: idSchema.optional(),
  channelId: idSchema.optional(),
  /** Begun from (included) to (excluded). */
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
});

/** Where a passage stands in its document; what is deleted by now has no name and no text any more. */
const explainedPassageSchema = turnPassageSchema.extend({
  documentName: z.string().nullable(),
  page: z.int().nullable(),
  heading: z.string().nullable(),
  /** As it stood in the prompt, shortened; chunks never change. */
  excerpt: z.string().nullable(),
  isGone: z.boolean(),
});

/** A turn with all that decided what became of it. */
export const explainedTurnSchema = turnSchema.extend({
  /** Why it ended as it did, in one sentence. */
  explanation: z.string(),
  retrieval: turnRetrievalSchema.nullable(),
  calls: z.array(z.unknown().pipe(turnCallSchema)),
  passages: z.array(explainedPassageSchema),
  inboundMessages: z.array(
    z.object({
      id: idSchema,
      seq: z.int(),
      kind: z.string(),
      state: z.unknown().pipe(inboundStateSchema),
      stateReason: z.string().nullable(),
    }),
  ),
  outboundMessages: z.array(
    z.object({
      id: idSchema,
      seq: z.int(),
      part: z.int(),
      kind: z.string(),
      state: z.unknown().pipe(outboundStateSchema),
      stateReason: z.string().nullable(),
    }),
  ),
});
export type ExplainedTurn = z.output<typeof explainedTurnSchema>;
