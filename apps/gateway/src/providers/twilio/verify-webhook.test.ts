import { createHash } from 'node:crypto';

import { sign } from './sign.ts';
import { verifyWebhook } from './verify-webhook.ts';

const token = '12345';
const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
const rawBody = Buffer.from('Digits=1234&To=%2B18005551212&From=%2B14158675309&Caller=%2B14158675309&CallSid=CA1234567890ABCDE');
const signature = 'RSOYDt4T1cUTdK1PDd93/VVr8B8=';
const verify = ({ header = signature as string | undefined, body = rawBody, at = url, secrets = [token] } = {}) =>
  verifyWebhook({ headers: { 'x-twilio-signature': header }, rawBody: body, url: at }, secrets);

describe('verifyWebhook', () => {
  it('accepts Twilio’s own example, whatever the order of its fields', () => expect(verify()).toBe(true));
  it('signs untrimmed values, and a repeated value once', () => {
    const body = Buffer.from('Body=+salut+&A=2&A=1&A=2');
    expect(verify({ body, header: sign(url, new URLSearchParams('A=1&A=2&Body=%20salut%20'), token) })).toBe(true);
  });
  it('checks a JSON body by the hash in the signed URL', () => {
    const body = Buffer.from('{"sid":"SM1"}');
    const at = `https://mycompany.com/hook?bodySHA256=${createHash('sha256').update(body).digest('hex')}`;
    const header = sign(at, new URLSearchParams(), token);
    expect(verify({ body, at, header })).toBe(true);
    expect(verify({ body: Buffer.from('{"sid":"SM2"}'), at, header })).toBe(false);
  });
  it('refuses another URL, field, token or header, and fails closed', () => {
    expect(verify({ at: url.replace('foo=1', 'foo=2') })).toBe(false);
    expect(verify({ body: Buffer.concat([rawBody, Buffer.from('&New=1')]) })).toBe(false);
    expect(verify({ secrets: ['54321'] })).toBe(false);
    expect(verify({ secrets: [] })).toBe(false);
    expect(verify({ secrets: [''], header: sign(url, new URLSearchParams(rawBody.toString()), '') })).toBe(false);
    expect(verifyWebhook({ headers: {}, rawBody, url }, [token])).toBe(false);
    expect(verify({ header: `${signature}=` })).toBe(false);
  });
});
