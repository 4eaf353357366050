import { createHmac } from 'node:crypto';

import { constantTimeEqual } from '../constant-time-equal.ts';
import type { WebhookRequest, WebhookSecret } from '../provider.ts';
import { readHeader } from '../read-header.ts';

/**
 * Checks what 360dialog offers instead of Meta's signature ("Signature validation", "Webhook URL"): `x-360dialog-signature`, an
 * HMAC-SHA256 of the raw body whose encoding (hex or base64) is not documented, and a static header set with the webhook URL.
 * Each kind that is configured must hold; with none configured everything is refused.
 */
export const verifyWebhook = (request: WebhookRequest, secrets: readonly WebhookSecret[]): boolean => {
  const keys = secrets.filter((secret) => typeof secret === 'string').filter((key) => key !== '');
  const agreedHeaders = secrets.filter((secret) => typeof secret !== 'string').filter(({ headerValue }) => headerValue !== '');
  if (keys.length === 0 && agreedHeaders.length === 0) return false;
  return (keys.length === 0 || isSigned(request, keys)) && (agreedHeaders.length === 0 || bearsHeader(request, agreedHeaders));
};

const isSigned = ({ headers, rawBody }: WebhookRequest, keys: readonly string[]): boolean => {
  const signature = readHeader(headers, 'x-360dialog-signature')?.replace(/^sha256=/, '');
  if (signature === undefined) return false;
  return keys.some((key) => {
    const digest = createHmac('sha256', key).update(rawBody).digest();
    return constantTimeEqual(signature.toLowerCase(), digest.toString('hex')) || constantTimeEqual(signature, digest.toString('base64'));
  });
};

const bearsHeader = ({ headers }: WebhookRequest, agreed: readonly { headerName: string; headerValue: string }[]): boolean =>
  agreed.some(({ headerName, headerValue }) => {
    const value = readHeader(headers, headerName);
    return value !== undefined && constantTimeEqual(value, headerValue);
  });
