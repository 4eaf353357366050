import { violationKinds, type ViolationKind } from '../history/check-history.ts';
import type { PlayedStory } from '../run-stories.ts';
import type { RunSize } from '../story.ts';

/** What a story's last run of one size came to; a line of `docs/measurements/chaos.jsonl`. */
export interface StoryRecord {
  readonly story: string;
  readonly promise: string;
  /** ISO date. */
  readonly measuredOn: string;
  readonly seed: number;
  readonly size: 'quick' | 'full';
  readonly processors: number;
  readonly seconds: number;
  /** What went wrong, how often: 0 everywhere. */
  readonly counts: Readonly<Record<ViolationKind, number>>;
  readonly facts: Readonly<Record<string, string>>;
}

export const toRecord = (
  { story: { name, promise }, seconds, violations, facts }: PlayedStory,
  { seed, isQuick, processors }: Pick<RunSize, 'seed' | 'isQuick'> & { readonly processors: number },
  measuredAt: Date,
): StoryRecord => ({
  story: name,
  promise,
  measuredOn: measuredAt.toISOString().slice(0, 10),
  seed,
  size: isQuick ? 'quick' : 'full',
  processors,
  seconds: Math.round(seconds),
  counts: Object.fromEntries(
    violationKinds.map((kind) => [kind, violations.filter((violation) => violation.kind === kind).length]),
  ) as StoryRecord['counts'],
  facts,
});

export const isClean = ({ counts }: StoryRecord): boolean => Object.values(counts).every((count) => count === 0);
