import { estimateTokens } from '@sylion/conversation';
import fc from 'fast-check';
import type { FoundChunk } from '../passage.ts';
import { foundChunk } from './found-chunk.test-data.ts';
import { mergePassages } from './merge-passages.ts';

/** A document's chunks; each ends with the sentence that the next one starts with. */
const textOf = (ordinal: number): string => `Sentence number ${ordinal} says this. Sentence number ${ordinal + 1} says this.`;
const neighbour = (documentId: string, ordinal: number) => ({
  chunkId: `${documentId}${ordinal}`,
  ordinal,
  text: textOf(ordinal),
  tokenCount: 1,
});
const chunk = (documentId: string, ordinal: number, more: Partial<FoundChunk> = {}): FoundChunk =>
  foundChunk({
    ...neighbour(documentId, ordinal),
    documentId,
    neighbours: [ordinal - 1, ordinal + 1].filter((near) => near >= 0).map((near) => neighbour(documentId, near)),
    ...more,
  });
const plenty = { passageTokens: 1_000, limit: 10 };

describe('mergePassages', () => {
  it('joins chunks side by side in reading order and says shared sentences once', () => {
    const found = [
      chunk('a', 2, { page: 4, similarity: 0.8, score: 3, neighbours: [] }),
      chunk('a', 1, { page: 3, score: 2, neighbours: [] }),
    ];
    expect(mergePassages(found, plenty)).toEqual([
      {
        documentId: 'a',
        documentName: 'Document.pdf',
        heading: null,
        page: 4,
        text: 'Sentence number 1 says this. Sentence number 2 says this. Sentence number 3 says this.',
        tokenCount: 22,
        chunkIds: ['a1', 'a2'],
        similarity: 0.8,
        vectorRank: null,
        textRank: null,
        score: 3,
      },
    ]);
  });

  it('puts the best passage first and keeps documents apart', () => {
    const found = [chunk('b', 5, { neighbours: [] }), chunk('a', 1, { neighbours: [] }), chunk('b', 7, { neighbours: [] })];
    expect(mergePassages(found, plenty).map((passage) => passage.chunkIds)).toEqual([['b5'], ['a1'], ['b7']]);
  });

  it('gives every found chunk its place before it widens the best', () => {
    const found = [chunk('a', 5), chunk('b', 5), chunk('c', 5)];
    const own = 3 * estimateTokens(textOf(5));
    expect(mergePassages(found, { passageTokens: own, limit: 10 }).map((passage) => passage.chunkIds)).toEqual([['a5'], ['b5'], ['c5']]);
    expect(mergePassages(found, { passageTokens: own + 8, limit: 10 }).map((passage) => passage.chunkIds)).toEqual([
      ['a5', 'a6'],
      ['b5'],
      ['c5'],
    ]);
    expect(mergePassages(found, plenty).map((passage) => passage.chunkIds)).toEqual([
      ['a4', 'a5', 'a6'],
      ['b4', 'b5', 'b6'],
      ['c4', 'c5', 'c6'],
    ]);
  });

  it('bridges two found chunks with the neighbour between them', () => {
    const [passage, ...others] = mergePassages([chunk('a', 3), chunk('a', 1)], plenty);
    expect(passage?.chunkIds).toEqual(['a0', 'a1', 'a2', 'a3', 'a4']);
    expect(others).toEqual([]);
  });

  it('says the heading of a chunk that stands under another one', () => {
    const found = [
      chunk('a', 1, { heading: 'Guide › Prices', text: 'From 30 €.', neighbours: [] }),
      chunk('a', 2, { heading: 'Guide › Hours', text: 'From 9 to 6.', neighbours: [] }),
    ];
    expect(mergePassages(found, plenty)).toMatchObject([{ heading: 'Guide › Prices', text: 'From 30 €.\n\nGuide › Hours\nFrom 9 to 6.' }]);
  });

  it('cuts the best chunk rather than dropping it, and drops others', () => {
    const found = [chunk('a', 1, { text: 'word '.repeat(100).trim(), neighbours: [] }), chunk('b', 1)];
    expect(mergePassages(found, { passageTokens: 10, limit: 10 }).map(({ text }) => text)).toEqual([
      'word word word word word word word word',
    ]);
  });

  it('opens no more passages than allowed, but lets chunks join those', () => {
    const found = [chunk('a', 1, { neighbours: [] }), chunk('b', 1, { neighbours: [] }), chunk('a', 2, { neighbours: [] })];
    expect(mergePassages(found, { passageTokens: 1_000, limit: 1 }).map((passage) => passage.chunkIds)).toEqual([['a1', 'a2']]);
    expect(mergePassages(found, { passageTokens: 1_000, limit: 0 })).toEqual([]);
    expect(mergePassages(found, { passageTokens: 0, limit: 3 })).toEqual([]);
    expect(mergePassages([], plenty)).toEqual([]);
  });

  it('stays within the budget, knows every chunk once and keeps the best', () => {
    const chunks = fc.uniqueArray(fc.record({ documentId: fc.constantFrom('a', 'b', 'c'), ordinal: fc.nat(12), filler: fc.nat(30) }), {
      selector: ({ documentId, ordinal }) => `${documentId}${ordinal}`,
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(chunks, fc.nat(300), fc.nat(6), (shapes, passageTokens, limit) => {
        const found = shapes.map(({ documentId, ordinal, filler }) =>
          chunk(documentId, ordinal, { text: `${'x '.repeat(filler)}${textOf(ordinal)}`, heading: filler % 3 === 0 ? `H${filler}` : null }),
        );
        const passages = mergePassages(found, { passageTokens, limit });
        expect(passages.length).toBeLessThanOrEqual(limit);
        expect(passages.reduce((sum, passage) => sum + passage.tokenCount, 0)).toBeLessThanOrEqual(passageTokens);
        const ids = passages.flatMap((passage) => passage.chunkIds);
        expect(new Set(ids).size).toBe(ids.length);
        for (const passage of passages) expect(passage.tokenCount).toBe(estimateTokens(passage.text));
        if (limit > 0 && passageTokens > 0) expect(passages[0]?.chunkIds).toContain(found[0]?.chunkId);
      }),
    );
  });
});
