import { estimateTokens } from '@sylion/conversation';
import fc from 'fast-check';
import type { Block, ExtractedDocument } from '../document.ts';
import { splitPassages } from './split-passages.ts';

const documentOf = (blocks: readonly Block[]): ExtractedDocument => ({ title: null, blocks, pagesTotal: null, pagesWithText: null });

/** Sentences of words that occur once in the whole document, so that each can be found again. */
const sentence = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 25 });
const text = fc.array(sentence, { maxLength: 12 });
const shape = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), level: fc.integer({ min: 1, max: 6 }), text: fc.array(sentence, { maxLength: 1 }) }),
  fc.record({ kind: fc.constant('paragraph' as const), text }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(text, { maxLength: 8 }) }),
  fc.record({
    kind: fc.constant('table' as const),
    columns: fc.nat(4),
    rows: fc.array(fc.array(fc.array(sentence, { maxLength: 2 }), { maxLength: 5 }), { maxLength: 12 }),
  }),
);

const blocksOf = (shapes: readonly (typeof shape extends fc.Arbitrary<infer Shape> ? Shape : never)[]): Block[] => {
  let count = 0;
  const write = (sentences: readonly (readonly number[])[]): string =>
    sentences
      .map((lengths) => `${lengths.map((length) => `${'abcdefghijkl'.slice(0, length)}${(count += 1)}`).join(' ')}. `.replace(/^./, 'W'))
      .join('');
  return shapes.map((made, index): Block => {
    const page = index + 1;
    switch (made.kind) {
      case 'heading':
        return { kind: 'heading', level: made.level, text: write(made.text), page };
      case 'paragraph':
        return { kind: 'paragraph', text: write(made.text), page };
      case 'list':
        return { kind: 'list', items: made.items.map(write), page };
      case 'table': {
        const header = Array.from({ length: made.columns }, (_, column) => `Column${index}x${column}`);
        return { kind: 'table', header: made.columns > 0 ? header : null, rows: made.rows.map((row) => row.map(write)), page };
      }
    }
  });
};

const settings = fc.record({ chunkTokens: fc.integer({ min: 24, max: 160 }), overlapTokens: fc.nat(60) });
const wordsOf = (value: string): string[] => value.match(/[\p{L}\p{N}]+/gu) ?? [];

describe('splitPassages', () => {
  it('makes chunks that are neither empty nor too long, with a true count and places in order', () => {
    fc.assert(
      fc.property(fc.array(shape, { maxLength: 12 }), settings, (shapes, chunkSettings) => {
        const chunks = splitPassages(documentOf(blocksOf(shapes)), chunkSettings);
        expect(chunks.map((chunk) => chunk.ordinal)).toEqual(chunks.map((_, index) => index));
        for (const chunk of chunks) {
          expect(wordsOf(chunk.text).length).toBeGreaterThan(0);
          expect(chunk.text).toBe(chunk.text.trimEnd());
          expect(chunk.tokenCount).toBe(estimateTokens(chunk.text));
          expect(chunk.tokenCount).toBeLessThanOrEqual(chunkSettings.chunkTokens);
        }
      }),
    );
  });

  it('keeps every word, in order, and every heading', () => {
    fc.assert(
      fc.property(fc.array(shape, { maxLength: 12 }), settings, (shapes, chunkSettings) => {
        const blocks = blocksOf(shapes);
        const chunks = splitPassages(documentOf(blocks), chunkSettings);
        const found = new Map<string, number>();
        chunks.flatMap((chunk) => wordsOf(chunk.text)).forEach((word, index) => found.has(word) || found.set(word, index));
        let last = -1;
        for (const block of blocks) {
          if (block.kind === 'heading') {
            const all = chunks.map((chunk) => `${chunk.heading ?? ''}\n${chunk.text}`).join('\n');
            for (const word of wordsOf(block.text)) expect(wordsOf(all)).toContain(word);
            continue;
          }
          const body = block.kind === 'paragraph' ? block.text : (block.kind === 'list' ? block.items : block.rows.flat()).join(' ');
          for (const word of wordsOf(body)) {
            const place = found.get(word) ?? -1;
            expect(place).toBeGreaterThan(last);
            last = place;
          }
        }
      }),
    );
  });

  it('names the column of every cell', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 40, max: 120 }), (rowCount, chunkTokens) => {
        const rows = Array.from({ length: rowCount }, (_, row) => [`Article ${row}`, 'x'.repeat((row * 37) % 300), `${row} €`]);
        const chunks = splitPassages(documentOf([{ kind: 'table', header: ['Nom', 'Détail', 'Prix'], rows, page: 1 }]), {
          chunkTokens,
          overlapTokens: 20,
        });
        const lines = chunks.flatMap((chunk) => chunk.text.split('\n'));
        for (const line of lines) expect(line).toMatch(/^(?:(?:Nom|Détail|Prix): [^;]+(?:; |$))+$/u);
        const cells = lines.join('; ');
        for (const [name, , price] of rows) for (const cell of [`Nom: ${name}`, `Prix: ${price}`]) expect(cells).toContain(cell);
      }),
    );
  });

  it('never throws and loses no character of unusual text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), fc.integer({ min: 16, max: 60 }), (unusual, chunkTokens) => {
        const chunks = splitPassages(documentOf([{ kind: 'paragraph', text: unusual, page: null }]), { chunkTokens, overlapTokens: 0 });
        const visible = (value: string): string => value.replace(/[\s\p{Cc}\u00AD\u200B\u2060\uFEFF]/gu, '');
        const joined = visible(chunks.map((chunk) => chunk.text).join(''));
        // Chunks without any word are left out.
        if (chunks.length <= 1 && joined === '') return;
        const lettersOf = (value: string): string => value.replace(/[^\p{L}\p{N}]/gu, '');
        expect(lettersOf(joined)).toBe(lettersOf(visible(unusual)));
        for (const chunk of chunks) {
          expect(chunk.text.isWellFormed()).toBe(true);
          expect(chunk.tokenCount).toBeLessThanOrEqual(chunkTokens);
        }
      }),
    );
  });
});
