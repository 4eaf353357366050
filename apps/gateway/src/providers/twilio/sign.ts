import { createHmac } from 'node:crypto';

/**
 * `X-Twilio-Signature` (Twilio, "Webhooks security"): base64 of the HMAC-SHA1, under the auth token, of the URL and of every form
 * field sorted by name, name and value joined without separators. A field that came several times counts once per distinct value.
 */
export const sign = (url: string, fields: URLSearchParams, authToken: string): string => {
  const names = [...new Set(fields.keys())].sort();
  const text = names.flatMap((name) => [...new Set(fields.getAll(name))].sort().map((value) => name + value)).join('');
  return createHmac('sha1', authToken)
    .update(url + text, 'utf8')
    .digest('base64');
};
