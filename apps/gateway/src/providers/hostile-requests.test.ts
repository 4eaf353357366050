import fc from 'fast-check';

import { verifyWebhook as verifyDialog360 } from './dialog360/verify-webhook.ts';
import { answerHandshake } from './meta/answer-handshake.ts';
import { verifySignature } from './meta/verify-signature.ts';
import type { WebhookRequest } from './provider.ts';
import { verifyWebhook as verifyTwilio } from './twilio/verify-webhook.ts';

const anyHeader = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom('', 'sha256=', `sha256=${'0'.repeat(64)}`, `sha256=${'0'.repeat(64)}\n`, 'sha1=0', 'Basic Og==', 'Bearer '),
  fc.array(fc.string(), { maxLength: 3 }),
);
const headerNames = ['x-hub-signature-256', 'x-twilio-signature', 'authorization', 'd360-api-key', 'constructor'];
const some = <Value>(names: readonly string[], value: fc.Arbitrary<Value>) =>
  fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] });
const anyRequest: fc.Arbitrary<WebhookRequest> = fc.record({
  headers: some(headerNames, anyHeader),
  rawBody: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  url: fc.oneof(fc.webUrl(), fc.string(), fc.constant('https://a.example/?bodySHA256=')),
});
const secrets = ['a secret that nobody guesses', ''];

it.each([
  ['Meta', verifySignature],
  ['Twilio', verifyTwilio],
  ['360dialog', verifyDialog360],
])('no request that %s did not sign is believed, and none throws', (_provider, verify) => {
  fc.assert(
    fc.property(anyRequest, (request) => {
      expect(verify(request, secrets)).toBe(false);
      expect(verify(request, [])).toBe(false);
    }),
    { numRuns: 500 },
  );
});

it('no handshake is answered for any token but ours', () => {
  const anyValue = fc.oneof(fc.string(), fc.array(fc.string()), fc.object({ maxDepth: 1 }), fc.constant('subscribe'));
  fc.assert(
    fc.property(some(['hub.mode', 'hub.verify_token', 'hub.challenge'], anyValue), (query) => {
      expect(answerHandshake({ 'hub.mode': 'subscribe', ...query }, ['a token that nobody guesses', ''])).toEqual({ ok: false });
    }),
    { numRuns: 300 },
  );
});
