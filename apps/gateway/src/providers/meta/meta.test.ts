import type { Answer, ProviderServer } from '../../../test/fixtures/provider-server.ts';
import { json, startProviderServer } from '../../../test/fixtures/provider-server.ts';
import { CredentialsProviderError, PermanentProviderError, TransientProviderError } from '../provider-error.ts';
import type { ChannelCredentials, OutboundProvider, SendIntent } from '../provider.ts';
import { metaOutbound } from './meta.ts';

const credentials: ChannelCredentials = { provider: 'meta', accessToken: 'EAA-token' };
const from = { phoneNumberId: '310000000000001' };
const intent: SendIntent = {
  messageId: '01980000-0000-7000-8000-000000000001',
  from,
  to: { phone: '+33612340001' },
  content: { kind: 'text', text: 'Bonjour' },
};
const signal = new AbortController().signal;
const reference = { from, providerMediaId: '61', mimeType: 'image/jpeg' };

let server: ProviderServer;
let elsewhere: ProviderServer;
let outbound: OutboundProvider;
beforeEach(async () => {
  [server, elsewhere] = await Promise.all([startProviderServer(), startProviderServer()]);
  outbound = metaOutbound({
    graphUrl: server.url,
    graphVersion: 'v25.0',
    mediaHosts: [],
    timeoutMs: 300,
    mediaTimeoutMs: 1_000,
    mediaMaximumSizeBytes: 10,
  });
});
afterEach(() => Promise.all([server.close(), elsewhere.close()]));

const bodySent = () => JSON.parse(server.seen[0]?.body ?? 'null') as Record<string, unknown>;

describe('send', () => {
  beforeEach(() => server.answerWith(json(200, { messages: [{ id: 'wamid.new' }] })));

  it('posts a text with our message id and the token', async () => {
    await expect(outbound.send({ ...intent, replyTo: 'wamid.asked' }, credentials, signal)).resolves.toEqual({
      kind: 'accepted',
      providerMessageId: 'wamid.new',
    });
    expect(server.seen[0]).toMatchObject({
      method: 'POST',
      url: '/v25.0/310000000000001/messages',
      headers: { authorization: 'Bearer EAA-token' },
    });
    expect(bodySent()).toEqual({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: '+33612340001',
      type: 'text',
      text: { body: 'Bonjour', preview_url: false },
      context: { message_id: 'wamid.asked' },
      biz_opaque_callback_data: intent.messageId,
    });
  });

  it('addresses a BSUID as recipient, never as to, even when the phone is known', async () => {
    await outbound.send({ ...intent, to: { bsuid: 'FR.7', phone: '+33612340001' } }, credentials, signal);
    expect(bodySent()).toMatchObject({ recipient: 'FR.7' });
    expect(bodySent()).not.toHaveProperty('to');
  });

  it('fills a template', async () => {
    await outbound.send(
      { ...intent, content: { kind: 'template', name: 'rappel', language: 'fr', body: [{ name: '1', value: 'Amélie' }] } },
      credentials,
      signal,
    );
    expect(bodySent()).toMatchObject({
      type: 'template',
      template: {
        name: 'rappel',
        language: { code: 'fr' },
        components: [{ type: 'body', parameters: [{ type: 'text', text: 'Amélie' }] }],
      },
    });
  });

  it('asks nobody about a person without an address, or with a channel that is none', async () => {
    await expect(outbound.send({ ...intent, to: { username: 'amelie' } }, credentials, signal)).resolves.toMatchObject({
      kind: 'permanent',
    });
    await expect(outbound.send({ ...intent, from: { phoneNumberId: '../me' } }, credentials, signal)).resolves.toMatchObject({
      kind: 'permanent',
    });
    expect(server.seen).toEqual([]);
  });

  it.each<[string, Answer, object]>([
    [
      'an error code',
      json(400, { error: { code: 131056, message: 'Pair rate limit' } }),
      { kind: 'throttled', scope: 'pair', retryAfterMs: 4_000 },
    ],
    ['Retry-After', json(429, {}, { 'retry-after': '7' }), { kind: 'throttled', retryAfterMs: 7_000 }],
    ['a 200 that is not JSON', (_request, response) => response.end('<html>'), { kind: 'unknown' }],
    ['a 502', json(502, {}), { kind: 'unknown', code: 502 }],
    ['silence', () => undefined, { kind: 'unknown', detail: 'timed out' }],
    ['a connection dropped after the request', (_request, response) => response.destroy(), { kind: 'unknown' }],
    [
      'a connection dropped in the answer',
      (_request, response) => {
        response.writeHead(200, { 'content-length': '99' }).write('{');
        setImmediate(() => response.destroy());
      },
      { kind: 'unknown' },
    ],
    ['a redirect', (_request, response) => response.writeHead(307, { location: elsewhere.url }).end(), { kind: 'credentials', code: 307 }],
  ])('judges %s', async (_, answer, expected) => {
    server.answerWith(answer);
    await expect(outbound.send(intent, credentials, signal)).resolves.toMatchObject(expected);
    expect(server.seen).toHaveLength(1);
    expect(elsewhere.seen).toEqual([]);
  });

  it('knows that nothing was sent when nobody listens, when the name is unknown, or when it was aborted before', async () => {
    await server.close();
    await expect(outbound.send(intent, credentials, signal)).resolves.toEqual({ kind: 'not_sent', detail: 'ECONNREFUSED' });
    await expect(outbound.send(intent, credentials, AbortSignal.abort())).resolves.toMatchObject({ kind: 'not_sent' });
    const nowhere = metaOutbound({
      graphUrl: 'http://graph.invalid',
      graphVersion: 'v25.0',
      mediaHosts: [],
      timeoutMs: 5_000,
      mediaTimeoutMs: 1,
      mediaMaximumSizeBytes: 1,
    });
    await expect(nowhere.send(intent, credentials, signal)).resolves.toMatchObject({ kind: 'not_sent' });
  });

  it('tells nothing of a token that no header can hold', async () => {
    const outcome = await outbound.send(intent, { provider: 'meta', accessToken: 'EAA-\nsecret' }, signal);
    expect(outcome).toMatchObject({ kind: 'not_sent' });
    expect(JSON.stringify(outcome)).not.toContain('secret');
  });
});

describe('markRead', () => {
  it('marks as read without typing', async () => {
    await outbound.markRead({ from, providerMessageId: 'wamid.asked', isTyping: false }, credentials, signal);
    expect(bodySent()).toEqual({ messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.asked' });
  });
  it('marks as read and types in one call', async () => {
    await outbound.markRead({ from, providerMessageId: 'wamid.asked', isTyping: true }, credentials, signal);
    expect(bodySent()).toEqual({
      messaging_product: 'whatsapp',
      status: 'read',
      message_id: 'wamid.asked',
      typing_indicator: { type: 'text' },
    });
  });
  it.each<[number, number, new (...args: never[]) => Error]>([
    [401, 190, CredentialsProviderError],
    [400, 131009, PermanentProviderError],
    [500, 131000, TransientProviderError],
  ])('throws for HTTP %i with code %i', async (status, code, errorClass) => {
    server.answerWith(json(status, { error: { code } }));
    await expect(outbound.markRead({ from, providerMessageId: 'wamid.asked', isTyping: true }, credentials, signal)).rejects.toThrow(
      errorClass,
    );
  });
});

describe('resolveMedia', () => {
  const serve = (bytes: string, url = `${server.url}/file`): void =>
    server.answerWith((request, response) => {
      if (request.url === '/file') response.writeHead(200, { 'content-type': 'image/png' }).end(bytes);
      else
        json(200, { url, mime_type: 'image/jpeg', sha256: 'E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855' })(
          request,
          response,
        );
    });

  it('asks for a fresh URL and streams the file, with the token each time', async () => {
    serve('0123456789');
    const media = await outbound.resolveMedia(reference, credentials, signal);
    expect(media).toMatchObject({ mimeType: 'image/jpeg', sha256Hex: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' });
    await expect(new Response(media.stream).text()).resolves.toBe('0123456789');
    expect(server.seen.map(({ url, headers }) => [url, headers.authorization])).toEqual([
      ['/v25.0/61?phone_number_id=310000000000001', 'Bearer EAA-token'],
      ['/file', 'Bearer EAA-token'],
    ]);
  });

  it('never shows the token to another host, told or redirected to', async () => {
    serve('', `${elsewhere.url}/file`);
    await expect(outbound.resolveMedia(reference, credentials, signal)).rejects.toMatchObject({ code: 'media_host_not_trusted' });
    server.answerWith((request, response) => {
      if (request.url === '/file') response.writeHead(302, { location: `${elsewhere.url}/file` }).end();
      else json(200, { url: `${server.url}/file` })(request, response);
    });
    await expect(outbound.resolveMedia(reference, credentials, signal)).rejects.toMatchObject({ code: 'media_host_not_trusted' });
    expect(elsewhere.seen).toEqual([]);
  });

  it('stops a file that is larger than allowed, announced or not', async () => {
    server.answerWith((request, response) => {
      if (request.url !== '/file') return json(200, { url: `${server.url}/file` })(request, response);
      response.write('0123456');
      response.end('789ab');
    });
    const media = await outbound.resolveMedia(reference, credentials, signal);
    await expect(new Response(media.stream).text()).rejects.toMatchObject({ code: 'media_too_large' });
    server.answerWith((request, response) =>
      request.url === '/file'
        ? response.writeHead(200, { 'content-length': '11' }).end('0123456789a')
        : json(200, { url: `${server.url}/file` })(request, response),
    );
    await expect(outbound.resolveMedia(reference, credentials, signal)).rejects.toMatchObject({ code: 'media_too_large' });
  });

  it('says what is worth another try', async () => {
    server.answerWith((request, response) =>
      (request.url === '/file' ? json(404, {}) : json(200, { url: `${server.url}/file` }))(request, response),
    );
    await expect(outbound.resolveMedia(reference, credentials, signal)).rejects.toThrow(TransientProviderError);
    server.answerWith(json(400, { error: { code: 100 } }));
    await expect(outbound.resolveMedia(reference, credentials, signal)).rejects.toThrow(PermanentProviderError);
    await expect(outbound.resolveMedia({ ...reference, providerMediaId: '../me' }, credentials, signal)).rejects.toMatchObject({
      code: 'malformed_id',
    });
  });
});

describe('verifyCredentials', () => {
  it('tells the name of the number', async () => {
    server.answerWith(json(200, { display_phone_number: '+33 7 57 00 00 01', verified_name: 'Atelier Roux' }));
    await expect(outbound.verifyCredentials(credentials, from, signal)).resolves.toEqual({
      ok: true,
      displayPhoneNumber: '+33 7 57 00 00 01',
      verifiedName: 'Atelier Roux',
    });
  });
  it('tells how the number stands and whether webhooks flow, as far as the token may ask and Graph knows', async () => {
    const answers: Record<string, Answer> = {
      '/v25.0/310000000000001?fields=display_phone_number%2Cverified_name': json(200, { verified_name: 'Atelier Roux' }),
      '/v25.0/310000000000001?fields=name_status%2Cquality_rating%2Cwhatsapp_business_manager_messaging_limit': json(200, {
        name_status: 'APPROVED',
        quality_rating: 'GREEN',
        whatsapp_business_manager_messaging_limit: 'TIER_2K',
      }),
      '/v25.0/777/subscribed_apps': json(200, { data: [] }),
    };
    server.answerWith((request, response) => (answers[request.url] ?? json(400, { error: { code: 100 } }))(request, response));
    const check = () => outbound.verifyCredentials(credentials, { ...from, accountKey: '777' }, signal);
    await expect(check()).resolves.toEqual({
      ok: true,
      verifiedName: 'Atelier Roux',
      nameStatus: 'APPROVED',
      qualityRating: 'GREEN',
      messagingLimit: 'TIER_2K',
      isWebhookSubscribed: false,
    });
    for (const url of Object.keys(answers).slice(1)) answers[url] = json(403, { error: { code: 200 } });
    await expect(check()).resolves.toEqual({ ok: true, verifiedName: 'Atelier Roux' });
  });
  it.each<[Answer, string]>([
    [json(401, { error: { code: 190 } }), 'refused'],
    [json(400, { error: { code: 100 } }), 'not_found'],
    [json(503, {}), 'unreachable'],
  ])('gives the reason why not (%#)', async (answer, reason) => {
    server.answerWith(answer);
    await expect(outbound.verifyCredentials(credentials, from, signal)).resolves.toMatchObject({ ok: false, reason });
  });
});
