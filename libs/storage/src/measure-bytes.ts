import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import { ObjectTooLarge } from './errors.ts';

/** Passes bytes on while counting and hashing them; fails with ObjectTooLarge at the first byte too many. */
export function measureBytes(maxBytes: number): { stream: Transform; measured: () => { sizeBytes: number; sha256: string } } {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sizeBytes += chunk.length;
      if (sizeBytes > maxBytes) return done(new ObjectTooLarge(maxBytes));
      hash.update(chunk);
      done(null, chunk);
    },
  });
  return { stream, measured: () => ({ sizeBytes, sha256: hash.digest('hex') }) };
}
