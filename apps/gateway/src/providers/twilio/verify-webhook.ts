import { createHash } from 'node:crypto';

import { constantTimeEqual } from '../constant-time-equal.ts';
import type { WebhookRequest, WebhookSecret } from '../provider.ts';
import { readHeader } from '../read-header.ts';
import { sign } from './sign.ts';

/**
 * Checks `X-Twilio-Signature` over the URL as configured at Twilio and the form fields. A JSON body is not among the fields: there
 * the signed URL carries `bodySHA256`, the hex hash of the body. False for a missing header and for no usable secret.
 */
export const verifyWebhook = ({ headers, rawBody, url }: WebhookRequest, secrets: readonly WebhookSecret[]): boolean => {
  const signature = readHeader(headers, 'x-twilio-signature');
  if (signature === undefined || !URL.canParse(url)) return false;
  const bodyHash = new URL(url).searchParams.get('bodySHA256');
  const fields = new URLSearchParams(bodyHash === null ? rawBody.toString('utf8') : '');
  const isSigned = secrets.some(
    (secret) => typeof secret === 'string' && secret !== '' && constantTimeEqual(signature, sign(url, fields, secret)),
  );
  return isSigned && (bodyHash === null || constantTimeEqual(bodyHash.toLowerCase(), createHash('sha256').update(rawBody).digest('hex')));
};
