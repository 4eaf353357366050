import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A new API key: `secret` is shown once, `prefix` may be shown for ever, `hash` is what is stored. */
export interface NewApiKey {
  readonly secret: string;
  readonly prefix: string;
  readonly hash: Buffer;
}

/** Makes a key of 256 random bits: enough that a plain SHA-256 of it needs no salt and no stretching. */
export function makeApiKey(): NewApiKey {
  const secret = `syl_${randomBytes(32).toString('base64url')}`;
  return { secret, prefix: secret.slice(0, 12), hash: hashApiKey(secret) };
}

export const hashApiKey = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Compares two secrets in constant time, whatever their lengths. */
export const isSameSecret = (one: string, other: string): boolean => timingSafeEqual(hashApiKey(one), hashApiKey(other));
