import type { Limits } from '../options.ts';
import { hasToken, takeToken, type BucketSize } from './token-bucket.ts';

/**
 * Meta's pace: per number 80 messages a second (130429), per number and user one in six seconds with a burst of 45 (131056).
 * A refused message costs nothing.
 */
export class SendBudget {
  readonly #limits: Limits;
  readonly #numberFullAt = new Map<string, number>();
  readonly #pairFullAt = new Map<string, number>();

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** @returns the Graph error code of the limit that is reached, or undefined when the message was counted */
  spend(phoneNumberId: string, userId: string, now: number): 130429 | 131056 | undefined {
    const { throughputPerSecond, pairIntervalMs, pairBurst } = this.#limits;
    const pair = `${phoneNumberId} ${userId}`;
    const numberSize: BucketSize | null =
      throughputPerSecond === null ? null : { capacity: throughputPerSecond, intervalMs: 1000 / throughputPerSecond };
    const pairSize: BucketSize | null = pairIntervalMs === null ? null : { capacity: pairBurst, intervalMs: pairIntervalMs };

    if (numberSize !== null && !hasToken(this.#numberFullAt.get(phoneNumberId), now, numberSize)) return 130429;
    if (pairSize !== null && !hasToken(this.#pairFullAt.get(pair), now, pairSize)) return 131056;
    if (numberSize !== null) this.#numberFullAt.set(phoneNumberId, takeToken(this.#numberFullAt.get(phoneNumberId), now, numberSize));
    if (pairSize !== null) this.#pairFullAt.set(pair, takeToken(this.#pairFullAt.get(pair), now, pairSize));
    return undefined;
  }

  clear(): void {
    this.#numberFullAt.clear();
    this.#pairFullAt.clear();
  }
}
