import { createHash } from 'node:crypto';
import { ObjectTooLarge } from './errors.ts';

/** Passes bytes on while counting and hashing them; fails with ObjectTooLarge at the first byte too many. */
export function measureBytes(
  maxBytes: number,
  chunks: AsyncIterable<Buffer>,
): { chunks: AsyncGenerator<Buffer>; measured: () => { sizeBytes: number; sha256: string } } {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  async function* measure(): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      sizeBytes += chunk.length;
      if (sizeBytes > maxBytes) throw new ObjectTooLarge(maxBytes);
      hash.update(chunk);
      yield chunk;
    }
  }
  return { chunks: measure(), measured: () => ({ sizeBytes, sha256: hash.digest('hex') }) };
}
