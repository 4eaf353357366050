import { v7 } from 'uuid';
import { z } from 'zod';

/** A row id: UUIDv7 text, made in the app so that it is known before the insert and sorts by time (RFC 9562 §5.7). */
export const idSchema = z.uuid();

/** Makes a new UUIDv7, greater than every one that this process made before (RFC 9562 §6.2, method 1). */
export function newId(): string {
  const random = takeRandomBytes();
  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    sequence = (((random[6] ?? 0) & 0x7f) << 24) | ((random[7] ?? 0) << 16) | ((random[8] ?? 0) << 8) | (random[9] ?? 0);
  } else {
    sequence += 1; // begins below half of its 32 bits: no millisecond is long enough to use up the rest
  }
  return v7({ random, msecs: lastMs, seq: sequence });
}

let lastMs = 0;
let sequence = 0;

/** Asking the kernel for sixteen bytes takes longer than all the rest of an id, so they are asked for by the page. */
const pool = new Uint8Array(4_096);
let used = pool.length;

function takeRandomBytes(): Uint8Array {
  if (used === pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  return pool.subarray(used, (used += 16));
}
