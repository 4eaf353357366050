import type { RangeMs } from '../faults/fault.ts';

/** Who says how much to whom, and how quick the model is. */
export interface TalkPlan {
  /** Businesses, each with a number of its own; the same people write to all of them. */
  readonly tenants: number;
  readonly conversations: number;
  /** By each end user. */
  readonly messages: number;
  /** From one message of an end user to the next. */
  readonly pauseMs: RangeMs;
  readonly modelMs: RangeMs;
  /** What the provider does wrong all the time; fields of the WhatsApp emulator's fault plan. */
  readonly provider: Readonly<Record<string, number | boolean>>;
  /** After the last message everything must be over within this. */
  readonly patienceMs: number;
}

/** A fifth of the sends is accepted and the sender never hears it; every webhook comes three times and in any order. */
export const unreliableProvider = {
  acceptThenCutRate: 0.2,
  acceptThenFailRate: 0.05,
  cutBeforeAcceptRate: 0.05,
  duplicateWebhooks: 2,
  shuffleWebhooks: true,
  shuffleWindowMs: 1_000,
} as const;
