/** A promise about speed or quality, and whether this run kept it. */
export interface Target {
  readonly id: string;
  readonly promise: string;
  /** What was measured, in words; empty when it was not. */
  readonly measured: string;
  /** Undefined: not run. */
  readonly isMet: boolean | undefined;
  /** How many times better than the peers, in words. */
  readonly peers: string;
  /** A question of right or wrong: a run that breaks it fails. All others depend on the machine. */
  readonly isCorrectness: boolean;
}

export const verdict = ({ isMet }: Target): string => (isMet === undefined ? 'not run' : isMet ? 'yes' : 'no');

/** The correctness targets that this run broke. */
export const brokenPromises = (targets: readonly Target[]): Target[] =>
  targets.filter(({ isCorrectness, isMet }) => isCorrectness && isMet === false);
