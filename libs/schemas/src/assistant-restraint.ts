import { z } from 'zod';

const answersSchema = z.int().min(1).max(100_000).nullable();

/** How many turns answer one end user in any minute, hour and day, over all channels; null: any number. */
export const endUserLimitsSchema = z.strictObject({
  perMinute: answersSchema.default(60),
  perHour: answersSchema.default(600),
  perDay: answersSchema.default(2_000),
});
export type EndUserLimits = z.output<typeof endUserLimitsSchema>;

/** What becomes of messages that cannot be answered in time. */
export const outageRulesSchema = z.strictObject({
  /**
   * When no model answers, after every retry and fallback: `apologise` and leave it; `answer_later`: apologise once, and answer as soon as
   * a model does; `hand_off`: a human takes over.
   */
  modelOutage: z.enum(['apologise', 'answer_later', 'hand_off']).default('apologise'),
  /** Messages of which the latest is as old as this, whatever kept them, are stale; at most what WhatsApp lets answer freely. */
  staleAfterMinutes: z.int().min(1).max(1_440).default(120),
  /** Stale messages get an answer like any, a sentence that asks whether they still matter, or nothing. */
  stale: z.enum(['answer', 'apologise', 'skip']).default('answer'),
});
export type OutageRules = z.output<typeof outageRulesSchema>;
