import { diffArrays } from 'diff';

export interface LineRun {
  readonly kind: 'same' | 'removed' | 'added';
  readonly lines: string[];
}

/** Texts that have little in common take long to compare, and nobody reads the result. */
const mostEdits = 2_000;

/** Two texts line by line, as runs of lines that stayed, went or came; texts too unlike each other went and came as a whole. */
export function diffLines(before: string, after: string): LineRun[] {
  const [from, to] = [before.split('\n'), after.split('\n')];
  const parts = diffArrays(from, to, { maxEditLength: mostEdits });
  return parts
    ? parts.map(({ added, removed, value }): LineRun => ({ kind: added ? 'added' : removed ? 'removed' : 'same', lines: value }))
    : [
        { kind: 'removed', lines: from },
        { kind: 'added', lines: to },
      ];
}
