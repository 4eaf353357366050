import fc from 'fast-check';

import { estimateTokens } from '@sylion/conversation';
import type { FoundChunk } from '@sylion/knowledge';

import { fitPassages } from './fit-passages.ts';
import { passagesSection } from './passages-section.ts';

const chunkOf = (text: string, index: number, documentName: string): FoundChunk => ({
  chunkId: `chunk-${index}`,
  documentId: `document-${index}`,
  documentName,
  knowledgeBaseId: 'base',
  ordinal: 2 * index,
  heading: null,
  page: index,
  text,
  tokenCount: estimateTokens(text),
  similarity: 0.9,
  vectorRank: index + 1,
  textRank: null,
  textScore: null,
  coverage: 0,
  score: 1 / (61 + index),
  neighbours: [],
});
const lettersOf = (maxLength: number) => fc.string({ unit: fc.constantFrom('a', 'é', ' ', '<', '文', 'ع', '.'), maxLength, size: 'max' });
// Of many short passages, tags and sources are the greater part.
const words = fc.oneof(lettersOf(60), lettersOf(600));

it('passages as the model reads them never hold more than was reserved, and never more chunks than asked for', () => {
  fc.assert(
    fc.property(
      fc.array(words, { maxLength: 12, size: 'max' }),
      fc.string({ maxLength: 300, size: 'max' }),
      fc.integer({ min: 200, max: 1_000 }),
      fc.integer({ min: 1, max: 10 }),
      (texts, documentName, passageTokens, passageLimit) => {
        const passages = fitPassages(
          texts.map((text, index) => chunkOf(text, index, documentName)),
          { passageTokens, passageLimit },
        );
        expect(estimateTokens(`\n\n${passagesSection(passages)}`)).toBeLessThanOrEqual(Math.max(1, passageTokens));
        expect(passages.length).toBeLessThanOrEqual(passageLimit);
        if ((texts[0] ?? '').trim() !== '') expect(passages.length).toBeGreaterThan(0);
      },
    ),
  );
});

it('what fits is there, the best first', () => {
  const found = ['Une révision coûte 45 euros.', 'La location coûte 30 euros.'].map((text, index) => chunkOf(text, index, 'Tarifs'));
  expect(fitPassages(found, { passageTokens: 200, passageLimit: 8 }).map(({ text }) => text)).toEqual(found.map(({ text }) => text));
});

it('of short chunks with long sources there are still as many as fit', () => {
  const found = Array.from({ length: 12 }, (_, index) => chunkOf('a'.repeat(80), index, 'Tarifs de la boutique et de ses filiales'));
  expect(fitPassages(found, { passageTokens: 200, passageLimit: 10 }).length).toBeGreaterThanOrEqual(3);
});

it('a chunk that alone is longer than the budget is still found, cut at its end', () => {
  const found = [chunkOf('Une révision coûte 45 euros. '.repeat(60), 0, 'Tarifs')];
  const [passage] = fitPassages(found, { passageTokens: 200, passageLimit: 8 });
  expect(passage?.text).toMatch(/^Une révision coûte 45 euros/);
});
