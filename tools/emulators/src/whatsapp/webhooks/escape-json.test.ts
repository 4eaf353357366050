import fc from 'fast-check';
import { escapeJson } from './escape-json.ts';
import { signBody } from './sign-body.ts';

describe('the body of a webhook', () => {
  const value = { text: { body: 'café 😀 a@b.co 50% https://x.y' } };

  it('is escaped as Meta escapes it', () => {
    expect(escapeJson(value)).toBe(String.raw`{"text":{"body":"caf\u00e9 \ud83d\ude00 a\u0040b.co 50\u0025 https:\/\/x.y"}}`);
  });

  it('is signed over the escaped bytes', () => {
    expect(signBody('test-app-secret', Buffer.from(escapeJson(value)))).toBe(
      'sha256=3c42f50f5e02914d378198cf859cde6a5cc4bd75ebb5d65c66f9a289649abdcc',
    );
  });

  it('is plain ASCII and parses back to the same value, whatever people write', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const escaped = escapeJson({ text });
        expect(escaped).toMatch(/^[\x20-\x7e]*$/);
        expect(JSON.parse(escaped)).toEqual({ text });
      }),
    );
  });
});
