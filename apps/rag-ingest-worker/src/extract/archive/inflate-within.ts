import type { Entry, ZipFile } from 'yauzl';

import { Refusal } from '../refusal.ts';

/** Deflate reaches 1,032:1 on zeros; XML of real documents stays far below this. */
const maxRatio = 250;
const ratioFreeBytes = 4_000_000;
const documentType = Buffer.from('<!DOCTYPE');

/**
 * Inflates every file and throws it away, counting what comes out: the sizes in the headers are the sender's claim.
 * @throws {Refusal} `too_much_inside` as soon as the limit or a believable ratio is passed, `corrupt` for XML with a document type.
 */
export async function inflateWithin(archive: ZipFile, entries: readonly Entry[], maxBytes: number): Promise<void> {
  let total = 0;
  for (const entry of entries) {
    let inflated = 0;
    let tail = Buffer.alloc(0);
    for await (const chunk of await archive.openReadStreamPromise(entry)) {
      const piece = chunk as Buffer;
      inflated += piece.length;
      total += piece.length;
      const isUnlikely = inflated > ratioFreeBytes && inflated > maxRatio * entry.compressedSize;
      if (total > maxBytes || isUnlikely) throw new Refusal('too_much_inside');
      const searched = Buffer.concat([tail, piece]);
      if (searched.includes(documentType)) throw new Refusal('corrupt');
      tail = searched.subarray(-documentType.length);
    }
  }
}
