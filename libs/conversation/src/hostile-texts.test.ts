import fc from 'fast-check';

import { completenessOf } from './completeness-of.ts';
import { decideCoalescing } from './decide-coalescing.ts';
import { detectLocale } from './detect-locale.ts';
import { detectOptWord } from './detect-opt-word.ts';
import { estimateTokens } from './estimate-tokens.ts';
import { findPhrase } from './find-phrase.ts';
import { fitHistory } from './fit-history.ts';
import { foldText } from './fold-text.ts';
import { shapeOf } from './shape-of.ts';

/** Everything here that reads what strangers write. */
const readers: readonly (readonly [string, (text: string) => unknown])[] = [
  ['completenessOf', completenessOf],
  ['detectLocale', (text) => detectLocale([text], 'fr')],
  ['detectOptWord', detectOptWord],
  ['estimateTokens', estimateTokens],
  ['findPhrase', (text) => findPhrase(text, ['un conseiller', text.slice(0, 50)])],
  ['fitHistory', (text) => fitHistory([{ seq: 1, author: 'end_user', text }], 100)],
  ['foldText', foldText],
  ['shapeOf', shapeOf],
  [
    'decideCoalescing',
    (text) => decideCoalescing({ now: new Date(0), messages: [{ receivedAt: new Date(0), kind: 'text', text, mediaPending: false }] }),
  ],
];

const units = [' ', '.', ',', '?', '\n', 'a ', 'a', 'stop ', '\u0301', 'ﷺ', '👍🏽', '\u00A0', '-', '"', '!?', '1. ', 'ß', '\u0640', '\uD800'];
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(fc.constantFrom(...units), { maxLength: 200 }).map((parts) => parts.join('')),
);

describe.each(readers)('%s', (_name, read) => {
  it('never throws, whatever is written', () => {
    fc.assert(
      fc.property(anyText, (text) => void read(text)),
      { numRuns: 200 },
    );
  });

  it('takes time that grows with the text, not faster', () => {
    const before = process.cpuUsage();
    for (const unit of units) read(`${unit.repeat(40_000 / unit.length)}x`);
    // The processor's time, not the clock's. Quadratic time would be seconds for each.
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(8_000);
  });
});
