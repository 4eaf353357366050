import { createHmac } from 'node:crypto';

import { verifySignature } from './verify-signature.ts';

const secret = 'test-app-secret';
const rawBody = Buffer.from(String.raw`{"text":{"body":"caf\u00e9 \ud83d\ude00 a\u0040b.co 50\u0025 https:\/\/x.y"}}`);
const signature = 'sha256=3c42f50f5e02914d378198cf859cde6a5cc4bd75ebb5d65c66f9a289649abdcc';
const verify = (header: string | string[] | undefined, secrets: string[] = [secret], body = rawBody) =>
  verifySignature({ headers: { 'x-hub-signature-256': header }, rawBody: body, url: '' }, secrets);

describe('verifySignature', () => {
  it('accepts the signature of the untouched bytes', () => expect(verify(signature)).toBe(true));
  it('accepts any of several secrets, for rotation', () => expect(verify(signature, ['', 'older', secret])).toBe(true));
  it('refuses the body once it was parsed and written again', () =>
    expect(verify(signature, [secret], Buffer.from(JSON.stringify(JSON.parse(rawBody.toString()))))).toBe(false));
  it('hashes bytes that are no text as they are', () => {
    const bytes = Buffer.from([0xff, 0x00, 0xfe]);
    expect(verify(`sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`, [secret], bytes)).toBe(true);
  });
  it.each([
    ['a missing header', undefined],
    ['an empty one', ''],
    ['a repeated one', [signature, signature]],
    ['another algorithm', signature.replace('sha256', 'sha1')],
    ['a short one', signature.slice(0, -1)],
    ['a long one', `${signature}0`],
    ['upper case', signature.toUpperCase()],
    ['no hex', `sha256=${'z'.repeat(64)}`],
    ['another digest', `sha256=${'0'.repeat(64)}`],
  ])('refuses %s', (_, header) => expect(verify(header)).toBe(false));
  it('fails closed without a usable secret', () => {
    expect(verify(signature, [])).toBe(false);
    expect(verify(`sha256=${createHmac('sha256', '').update(rawBody).digest('hex')}`, [''])).toBe(false);
  });
});
