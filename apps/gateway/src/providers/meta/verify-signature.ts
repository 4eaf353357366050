import { createHmac, timingSafeEqual } from 'node:crypto';

import type { WebhookRequest, WebhookSecret } from '../provider.ts';
import { readHeader } from '../read-header.ts';

/**
 * Checks `X-Hub-Signature-256: sha256=<64 hex>`, the HMAC-SHA256 of the raw body under the app secret (Meta, "Create a webhook
 * endpoint"). Meta signs the escaped text that travels on the wire, so only the untouched bytes verify.
 * False for a missing, repeated or malformed header, and for no usable secret.
 */
export const verifySignature = ({ headers, rawBody }: WebhookRequest, secrets: readonly WebhookSecret[]): boolean => {
  const header = readHeader(headers, 'x-hub-signature-256');
  if (header === undefined || !/^sha256=[0-9a-f]{64}$/.test(header)) return false;
  const signature = Buffer.from(header.slice('sha256='.length), 'hex');
  return secrets.some((secret) => typeof secret === 'string' && secret !== '' && timingSafeEqual(signature, hmac(secret, rawBody)));
};

const hmac = (secret: string, rawBody: Buffer): Buffer => createHmac('sha256', secret).update(rawBody).digest();
