import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** One key of the ring: 32 bytes for AES-256. The ring is ordered newest first; the first seals, all open. */
export interface RingKey {
  readonly id: string;
  readonly key: Buffer;
}

/** The sealed bytes were changed, belong to another owner, or were sealed with a key that left the ring. */
export class CannotOpenSecret extends Error {
  readonly code = 'cannot_open_secret';
  constructor(reason: string) {
    super(`a stored secret cannot be opened: ${reason}`);
    this.name = 'CannotOpenSecret';
  }
}

const format = 1;
const ivSizeBytes = 12;
const tagSizeBytes = 16;

/**
 * Seals a secret with AES-256-GCM (NIST SP 800-38D) under the newest key. `owner` (tenant and row id) is authenticated with it,
 * so that a ciphertext copied to another tenant's row does not open.
 * Layout: format (1) · key id length (1) · key id · iv (12) · tag (16) · ciphertext.
 */
export function sealSecret(ring: readonly RingKey[], secret: string, owner: string): Buffer {
  const newest = ring[0];
  if (!newest) throw new CannotOpenSecret('the key ring is empty');
  const iv = randomBytes(ivSizeBytes);
  const cipher = createCipheriv('aes-256-gcm', newest.key, iv).setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  const keyId = Buffer.from(newest.id);
  return Buffer.concat([Buffer.from([format, keyId.length]), keyId, iv, cipher.getAuthTag(), sealed]);
}

/** Opens what `sealSecret` sealed for the same owner. @throws {CannotOpenSecret} */
export function openSecret(ring: readonly RingKey[], sealed: Buffer, owner: string): string {
  if (sealed.length < 2 + ivSizeBytes + tagSizeBytes || sealed[0] !== format) throw new CannotOpenSecret('unknown format');
  const ivAt = 2 + (sealed[1] ?? 0);
  const keyId = sealed.toString('utf8', 2, ivAt);
  const key = ring.find((candidate) => candidate.id === keyId)?.key;
  if (!key) throw new CannotOpenSecret(`key "${keyId}" is not in the ring`);
  const tagAt = ivAt + ivSizeBytes;
  const textAt = tagAt + tagSizeBytes;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(ivAt, tagAt))
      .setAAD(Buffer.from(owner))
      .setAuthTag(sealed.subarray(tagAt, textAt));
    return Buffer.concat([decipher.update(sealed.subarray(textAt)), decipher.final()]).toString('utf8');
  } catch {
    throw new CannotOpenSecret('it was changed or belongs to another owner');
  }
}
