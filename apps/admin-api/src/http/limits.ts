import { QueueUnavailable, type AttemptLimit, type Budget, type RateLimits } from '@sylion/queues';

export type RequestKind = 'reads' | 'writes' | 'uploads';

/** How often callers may ask, and how often strangers may try to be one. */
export interface Limits {
  readonly rates: RateLimits;
  readonly attempts: AttemptLimit;
  readonly budgets: Readonly<Record<RequestKind | 'refusals', Budget>>;
  /** Someone has to wait. */
  readonly onLimited: (kind: string) => void;
  /** Redis was away, so someone passed uncounted. */
  readonly onUncounted: () => void;
}

/** What a question to Redis says; nothing when Redis is away: limits protect the service, they are not worth refusing everybody. */
export async function whileCounted<Answer>({ onUncounted }: Limits, ask: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof QueueUnavailable)) throw error;
    onUncounted();
    return undefined;
  }
}
