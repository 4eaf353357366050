import type { Violation } from './history/check-history.ts';
import type { Stage } from './stage/stage.ts';

/** What one run is about, from the command line. */
export interface RunSize {
  readonly isQuick: boolean;
  readonly seed: number;
  /** Undefined: the story's own. */
  readonly conversations: number | undefined;
  readonly messages: number | undefined;
}

export interface StoryResult {
  /** What was done and measured, in words: name and value. */
  readonly facts: Readonly<Record<string, string>>;
  readonly violations: readonly Violation[];
  /** Everything about the first violation, oldest first. */
  readonly trace: readonly string[];
}

/** One thing that is promised, and how it is put to the test. */
export interface Story {
  readonly name: string;
  /** The promise, as a sentence that can be false. */
  readonly promise: string;
  play(stage: Stage, size: RunSize, progress: (line: string) => void): Promise<StoryResult>;
}
