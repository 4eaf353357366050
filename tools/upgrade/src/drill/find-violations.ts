import { checkHistory } from '@sylion/chaos';

import type { Load } from './bring-load.ts';
import type { Outcome } from './wait-until-over.ts';

export interface Evidence extends Outcome, Pick<Load, 'failures'> {
  /** Names of processes, and how each ended: 0 is in order. */
  readonly endings: readonly (readonly [name: string, ending: unknown])[];
  /** Requests that a load balancer could hand to nobody, or that were answered with a 5xx. */
  readonly refusals: readonly string[];
}

/** What an upgrade must not do, in words: empty when it did none of it. */
export const findViolations = ({ endings, history, refusals, failures, unready }: Evidence): string[] => [
  ...endings.filter(([, ending]) => ending !== 0).map(([name, ending]) => `${name} did not end in order, but with ${String(ending)}`),
  ...checkHistory(history).map(({ kind, detail }) => `${kind}: ${detail}`),
  ...refusals.map((refusal) => `refused: ${refusal}`),
  ...failures.map((failure) => `an admin was told: ${failure}`),
  ...unready.map((id) => `document ${id} is not ready`),
];
