import type { Violation } from '../history/check-history.ts';
import type { Stage } from '../stage/stage.ts';
import type { RunSize, Story, StoryResult } from '../story.ts';

/** One scene of a story, what the product made of it, and what was wrong with that. */
export type Part = (stage: Stage, size: RunSize, progress: (line: string) => void) => Promise<Pick<StoryResult, 'facts' | 'violations'>>;

/** Plays the scenes one after the other, each with a model and a provider that are well. */
export const playParts =
  (parts: readonly Part[]): Story['play'] =>
  async (stage, size, progress) => {
    const facts: Record<string, string> = {};
    const violations = [];
    for (const part of parts) {
      const result = await part(stage, size, progress);
      Object.assign(facts, result.facts);
      violations.push(...result.violations);
      await stage.vertex.send('DELETE', '/_control');
    }
    return { facts, violations, trace: stage.events.map(({ at, what }) => `${new Date(at).toISOString()} ${what}`) };
  };

export const broken = (kind: Violation['kind'], detail: string): Violation => ({ kind, chat: undefined, tokens: [], detail });
