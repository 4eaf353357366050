import type { ProviderServer } from '../../../test/fixtures/provider-server.ts';
import { json, startProviderServer } from '../../../test/fixtures/provider-server.ts';
import { CredentialsProviderError } from '../provider-error.ts';
import type { ChannelCredentials, OutboundProvider, SendIntent } from '../provider.ts';
import { twilioOutbound } from './twilio.ts';

const credentials: ChannelCredentials = { provider: 'twilio', accountSid: 'AC1', authToken: 'secret' };
const authorization = `Basic ${Buffer.from('AC1:secret').toString('base64')}`;
const from = { phoneNumberId: '+33757000001', channelId: '01980000-0000-7000-8000-0000000000c1' };
const intent: SendIntent = { messageId: 'm-1', from, to: { phone: '+33612340001' }, content: { kind: 'text', text: 'Bonjour & co' } };
const signal = new AbortController().signal;

let server: ProviderServer;
let outbound: OutboundProvider;
beforeEach(async () => {
  server = await startProviderServer();
  outbound = twilioOutbound({
    apiUrl: server.url,
    messagingUrl: server.url,
    mediaHosts: [],
    publicUrl: 'https://gateway.example',
    timeoutMs: 300,
    mediaTimeoutMs: 1_000,
    mediaMaximumSizeBytes: 100,
  });
});
afterEach(() => server.close());
const formSent = () => Object.fromEntries(new URLSearchParams(server.seen[0]?.body));

describe('send', () => {
  it('posts a form, and asks for statuses at an address that carries our message id', async () => {
    server.answerWith(json(201, { sid: 'SM9', status: 'queued' }));
    await expect(outbound.send(intent, credentials, signal)).resolves.toEqual({ kind: 'accepted', providerMessageId: 'SM9' });
    expect(server.seen[0]).toMatchObject({
      method: 'POST',
      url: '/2010-04-01/Accounts/AC1/Messages.json',
      headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(formSent()).toEqual({
      From: 'whatsapp:+33757000001',
      To: 'whatsapp:+33612340001',
      Body: 'Bonjour & co',
      StatusCallback: 'https://gateway.example/webhooks/twilio/01980000-0000-7000-8000-0000000000c1?messageId=m-1',
    });
  });

  it('addresses a BSUID, and fills a template', async () => {
    await outbound.send(
      {
        ...intent,
        to: { bsuid: 'FR.7' },
        content: {
          kind: 'template',
          name: 'HX1',
          language: 'fr',
          body: [
            { name: '1', value: 'Amélie' },
            { name: '2', value: '14 h' },
          ],
        },
      },
      credentials,
      signal,
    );
    expect(formSent()).toMatchObject({ To: 'whatsapp:FR.7', ContentSid: 'HX1', ContentVariables: '{"1":"Amélie","2":"14 h"}' });
  });

  it.each<[number, number, string]>([
    [401, 20003, 'credentials'],
    [429, 20429, 'throttled'],
    [400, 63016, 'permanent'],
    [400, 21610, 'user_permanent'],
    [400, 99999, 'permanent'],
    [503, 20500, 'unknown'],
  ])('judges HTTP %i with code %i as %s', async (status, code, kind) => {
    server.answerWith(json(status, { code, message: 'No', status }));
    await expect(outbound.send(intent, credentials, signal)).resolves.toMatchObject({ kind, code });
  });

  it('does not know the outcome of silence, and knows that nothing was sent when nobody listens', async () => {
    server.answerWith(() => undefined);
    await expect(outbound.send(intent, credentials, signal)).resolves.toMatchObject({ kind: 'unknown' });
    await server.close();
    await expect(outbound.send(intent, credentials, signal)).resolves.toMatchObject({ kind: 'not_sent' });
  });
});

describe('the rest of the port', () => {
  it('shows typing for the message, also for its further media', async () => {
    await outbound.markRead({ from, providerMessageId: 'SM1-2', isTyping: true }, credentials, signal);
    expect(server.seen[0]?.url).toBe('/v2/Indicators/Typing.json');
    expect(formSent()).toEqual({ channel: 'whatsapp', messageId: 'SM1' });
    await outbound.markRead({ from, providerMessageId: 'SM1', isTyping: false }, credentials, signal);
    expect(server.seen).toHaveLength(1);
  });

  it('fetches media with the token from the API only', async () => {
    server.answerWith((request, response) =>
      (request.url === '/ME0' ? response.writeHead(307, { location: '/file' }) : response).end('bytes'),
    );
    const media = await outbound.resolveMedia(
      { from, providerMediaId: 'ME0', mimeType: 'image/jpeg', url: `${server.url}/ME0` },
      credentials,
      signal,
    );
    await expect(new Response(media.stream).text()).resolves.toBe('bytes');
    await expect(
      outbound.resolveMedia({ from, providerMediaId: 'ME0', mimeType: 'image/jpeg', url: 'https://evil.example/ME0' }, credentials, signal),
    ).rejects.toMatchObject({ code: 'media_host_not_trusted' });
  });

  it('checks the account', async () => {
    server.answerWith(json(200, { status: 'active' }));
    await expect(outbound.verifyCredentials(credentials, from, signal)).resolves.toEqual({ ok: true });
    server.answerWith(json(200, { status: 'suspended' }));
    await expect(outbound.verifyCredentials(credentials, from, signal)).resolves.toMatchObject({ ok: false, reason: 'refused' });
    server.answerWith(json(401, { code: 20003 }));
    await expect(outbound.verifyCredentials(credentials, from, signal)).resolves.toMatchObject({ ok: false, reason: 'refused' });
    await expect(outbound.markRead({ from, providerMessageId: 'SM1', isTyping: true }, credentials, signal)).rejects.toThrow(
      CredentialsProviderError,
    );
  });
});
