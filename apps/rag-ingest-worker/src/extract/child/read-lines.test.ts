import { Buffer } from 'node:buffer';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';

import fc from 'fast-check';

import { readLines } from './read-lines.ts';

async function read(chunks: readonly Uint8Array[], maxBytes = 1_000_000) {
  const lines: string[] = [];
  let tooMuch = 0;
  const stream = Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
  readLines(stream, maxBytes, { onLine: (line) => lines.push(line), onTooMuch: () => (tooMuch += 1) });
  await finished(stream);
  return { lines, tooMuch };
}

describe('readLines', () => {
  it('gives the same lines however the bytes arrive', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\n'))),
        fc.integer({ min: 1, max: 9 }),
        async (lines, size) => {
          const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
          const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
            bytes.subarray(index * size, (index + 1) * size),
          );
          expect((await read(chunks)).lines).toEqual(lines);
        },
      ),
    );
  });

  it('stops once, at the first byte too much', async () => {
    expect(await read([Buffer.from('ab\n'), Buffer.from('cd\n'), Buffer.from('ef\n')], 4)).toEqual({ lines: ['ab'], tooMuch: 1 });
  });
});
