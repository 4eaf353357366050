import fc from 'fast-check';

import { diffLines, type LineRun } from './diff-lines.ts';

const side = (runs: readonly LineRun[], ...kinds: LineRun['kind'][]): string =>
  runs
    .filter(({ kind }) => kinds.includes(kind))
    .flatMap(({ lines }) => lines)
    .join('\n');

it('names the lines that went, came and stayed', () =>
  expect(diffLines('Be kind.\nBe long.\nSay tu.', 'Be kind.\nBe brief.\nSay tu.')).toEqual([
    { kind: 'same', lines: ['Be kind.'] },
    { kind: 'removed', lines: ['Be long.'] },
    { kind: 'added', lines: ['Be brief.'] },
    { kind: 'same', lines: ['Say tu.'] },
  ]));

it('what stayed and went is the text before, what stayed and came the text after, whatever they are', () => {
  const text = fc.array(fc.constantFrom('a', 'b', '', 'ç'), { minLength: 1, maxLength: 30 }).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const runs = diffLines(before, after);
      expect([side(runs, 'same', 'removed'), side(runs, 'same', 'added')]).toEqual([before, after]);
    }),
  );
});

it('texts of the longest allowed size without a line in common are told as a whole', () => {
  const lines = (mark: string): string => Array.from({ length: 16_000 }, (_, index) => `${mark}${index % 10}`).join('\n');
  expect(diffLines(lines('a'), lines('b')).map(({ kind, lines: { length } }) => [kind, length])).toEqual([
    ['removed', 16_000],
    ['added', 16_000],
  ]);
});
