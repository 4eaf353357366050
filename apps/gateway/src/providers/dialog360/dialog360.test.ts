import { createHmac } from 'node:crypto';

import type { ProviderServer } from '../../../test/fixtures/provider-server.ts';
import { json, startProviderServer } from '../../../test/fixtures/provider-server.ts';
import type { Dialog360Credentials } from '../provider.ts';
import { dialog360Inbound, dialog360Outbound } from './dialog360.ts';

const credentials: Dialog360Credentials = {
  provider: '360dialog',
  apiKey: 'd360-key',
  signatureSecret: 'partner',
  webhookHeader: { name: 'X-Sylion', value: 'agreed' },
};
const rawBody = Buffer.from('{"object":"whatsapp_business_account"}');
const digest = createHmac('sha256', 'partner').update(rawBody).digest();
const verify = (headers: Record<string, string>, given: Partial<Dialog360Credentials>) =>
  dialog360Inbound.verify(
    { headers, rawBody, url: '' },
    dialog360Inbound.webhookSecrets({ provider: '360dialog', apiKey: 'd360-key', ...given }),
  );

describe('verify', () => {
  const { signatureSecret, webhookHeader } = credentials;
  it.each([
    ['hex', digest.toString('hex')],
    ['base64', digest.toString('base64')],
    ['prefixed hex', `sha256=${digest.toString('hex')}`],
  ])('accepts the signature in %s', (_, signature) => {
    expect(verify({ 'x-360dialog-signature': signature }, { signatureSecret })).toBe(true);
  });
  it('accepts the agreed header', () => expect(verify({ 'x-sylion': 'agreed' }, { webhookHeader })).toBe(true));
  it('wants both when both are configured', () => {
    expect(verify({ 'x-sylion': 'agreed' }, { signatureSecret, webhookHeader })).toBe(false);
    expect(verify({ 'x-360dialog-signature': digest.toString('hex') }, { signatureSecret, webhookHeader })).toBe(false);
    expect(verify({ 'x-sylion': 'agreed', 'x-360dialog-signature': digest.toString('hex') }, { signatureSecret, webhookHeader })).toBe(
      true,
    );
  });
  it('fails closed', () => {
    expect(verify({ 'x-360dialog-signature': digest.toString('hex') }, {})).toBe(false);
    expect(verify({ 'x-360dialog-signature': '' }, { signatureSecret })).toBe(false);
    expect(verify({ 'x-sylion': '' }, { webhookHeader: { name: 'x-sylion', value: '' } })).toBe(false);
  });
});

describe('outbound', () => {
  const signal = new AbortController().signal;
  const from = { phoneNumberId: '31' };
  let server: ProviderServer;
  beforeEach(async () => {
    server = await startProviderServer();
  });
  afterEach(() => server.close());
  const outbound = () => dialog360Outbound({ baseUrl: server.url, timeoutMs: 1_000, mediaTimeoutMs: 1_000, mediaMaximumSizeBytes: 100 });

  it('sends the Cloud API body with the key of the number', async () => {
    server.answerWith(json(200, { messages: [{ id: 'wamid.new' }] }));
    const sent = outbound().send(
      { messageId: 'm', from, to: { bsuid: 'FR.7' }, content: { kind: 'text', text: 'Bonjour' } },
      credentials,
      signal,
    );
    await expect(sent).resolves.toEqual({ kind: 'accepted', providerMessageId: 'wamid.new' });
    expect(server.seen[0]).toMatchObject({
      url: '/messages',
      headers: { 'd360-api-key': 'd360-key' },
      body: expect.stringContaining('"recipient":"FR.7"'),
    });
  });

  it('fetches media from its own host instead of Meta’s', async () => {
    server.answerWith((request, response) =>
      request.url === '/61'
        ? json(200, { url: 'https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=61&ext=1' })(request, response)
        : response.end('bytes'),
    );
    const media = await outbound().resolveMedia({ from, providerMediaId: '61', mimeType: 'image/jpeg' }, credentials, signal);
    await expect(new Response(media.stream).text()).resolves.toBe('bytes');
    expect(server.seen.map(({ url, headers }) => [url, headers['d360-api-key']])).toEqual([
      ['/61', 'd360-key'],
      ['/whatsapp_business/attachments/?mid=61&ext=1', 'd360-key'],
    ]);
  });

  it('uploads files to its own host, and knows what came of it', async () => {
    const file = { from, bytes: Buffer.from('a photo'), mimeType: 'image/jpeg', filename: 'menu.jpg' };
    server.answerWith(json(200, { id: '61' }));
    await expect(outbound().uploadMedia?.(file, credentials, signal)).resolves.toEqual({ kind: 'uploaded', providerMediaId: '61' });
    expect(server.seen[0]).toMatchObject({
      url: '/media',
      headers: { 'd360-api-key': 'd360-key' },
      body: expect.stringContaining('a photo'),
    });
    for (const [answer, outcome] of [
      [json(400, { error: { code: 131053 } }), { kind: 'permanent', code: 131053 }],
      [json(401, { error: { code: 190 } }), { kind: 'credentials', code: 190 }],
      [json(502, {}), { kind: 'not_sent' }],
      [json(200, {}), { kind: 'not_sent' }],
    ] as const) {
      server.answerWith(answer);
      await expect(outbound().uploadMedia?.(file, credentials, signal)).resolves.toMatchObject(outcome);
    }
  });

  it('checks the key by the health of the number', async () => {
    server.answerWith(json(200, { display_phone_number: '+33 7' }));
    await expect(outbound().verifyCredentials(credentials, from, signal)).resolves.toEqual({ ok: true, displayPhoneNumber: '+33 7' });
    expect(server.seen[0]?.url).toBe('/health_status?fields=display_phone_number,verified_name');
    server.answerWith(json(401, { error: 'Invalid api key' }));
    await expect(outbound().verifyCredentials(credentials, from, signal)).resolves.toEqual({
      ok: false,
      reason: 'refused',
      detail: 'Invalid api key',
    });
  });
});
