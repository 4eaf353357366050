import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

import type { RingKey } from './sealed-secret.ts';

/** A signature and the ring key that made it. */
export interface TextSignature {
  readonly keyId: string;
  /** HMAC-SHA256 (RFC 2104), base64url. */
  readonly signature: string;
}

/**
 * Signs a text with the platform's newest key, so that only this platform can have said it. The key of each `purpose` is derived
 * (HKDF, RFC 5869): what is signed for one purpose proves nothing for another, and sealing has its own.
 */
export function signText(ring: readonly RingKey[], purpose: string, text: string): TextSignature {
  const newest = ring[0];
  if (!newest) throw new Error('the key ring is empty');
  return { keyId: newest.id, signature: macOf(newest, purpose, text).toString('base64url') };
}

/** Whether this platform signed the text for this purpose; `unknown_key`: nobody can tell any more, its key has left the ring. */
export function checkSignature(
  ring: readonly RingKey[],
  purpose: string,
  text: string,
  { keyId, signature }: TextSignature,
): 'genuine' | 'false' | 'unknown_key' {
  const key = ring.find(({ id }) => id === keyId);
  if (!key) return 'unknown_key';
  const [expected, given] = [macOf(key, purpose, text), Buffer.from(signature, 'base64url')];
  return expected.length === given.length && timingSafeEqual(expected, given) ? 'genuine' : 'false';
}

const macOf = ({ key }: RingKey, purpose: string, text: string): Buffer =>
  createHmac('sha256', Buffer.from(hkdfSync('sha256', key, '', purpose, 32)))
    .update(text)
    .digest();
