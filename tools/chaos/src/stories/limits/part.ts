import type { Violation } from '../../history/check-history.ts';
import type { RunSize, StoryResult } from '../../story.ts';
import type { Stage } from '../../stage/stage.ts';

/** One limit or outage of a provider, what the product made of it, and what was wrong with that. */
export type Part = (stage: Stage, size: RunSize, progress: (line: string) => void) => Promise<Pick<StoryResult, 'facts' | 'violations'>>;

export const broken = (kind: Violation['kind'], detail: string): Violation => ({ kind, chat: undefined, tokens: [], detail });
