import { createHmac } from 'node:crypto';

import { insertOutbound } from '@sylion/database';
import { newId } from '@sylion/schemas';
import { waitUntil } from '@sylion/testbed';

import { sign } from '../src/providers/twilio/sign.ts';
import { startHarness, type Harness } from './gateway-harness.ts';
import { messagesOf, textFrom } from './webhook-bodies.ts';

const ana = { phone: '33612345678', name: 'Ana' };
let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config: { GATEWAY_ROLES: 'inbound' } });
});
afterAll(() => harness.stop());

describe('a Twilio channel', () => {
  const authToken = 'twilio-auth-token';
  const credentials = { provider: 'twilio', accountSid: 'AC00000000000000000000000000000001', authToken };
  const post = async (path: string, fields: Record<string, string>, token = authToken): Promise<{ status: number; body: string }> => {
    const form = new URLSearchParams(fields);
    const response = await fetch(harness.urls[0] + path, {
      method: 'POST',
      body: form.toString(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': sign(`https://gateway.example${path}`, form, token),
      },
    });
    return { status: response.status, body: await response.text() };
  };

  it('stores what is signed with its token, once, and settles sends by the callback that names our message', async () => {
    const tenant = await harness.seed({ provider: 'twilio', credentials, channel: { providerKey: '+15550001111' } });
    const path = `/webhooks/twilio/${tenant.channelId}`;
    const fields = {
      MessageSid: 'SM1',
      SmsMessageSid: 'SM1',
      AccountSid: credentials.accountSid,
      From: 'whatsapp:+33612345678',
      To: 'whatsapp:+15550001111',
      WaId: '33612345678',
      ProfileName: 'Ana',
      Body: 'Bonjour Émilie 🎂',
      NumMedia: '0',
      MessageType: 'text',
    };
    expect((await post(path, fields, 'another-token')).status).toBe(401);
    for (const answer of [await post(path, fields), await post(path, fields)]) expect(answer).toEqual({ status: 200, body: '<Response/>' });
    const [message, ...others] = await harness.messages(tenant);
    expect(message).toMatchObject({ providerMessageId: 'SM1', state: 'received', content: { kind: 'text', text: 'Bonjour Émilie 🎂' } });
    expect(others).toEqual([]);

    const messageId = newId();
    await harness.database.asTenant(tenant.tenantId, async (scope) => {
      await insertOutbound(scope, {
        messageId,
        conversationId: message?.conversationId ?? '',
        channelId: tenant.channelId,
        author: 'assistant',
        content: { kind: 'text', text: 'Oui' },
        epoch: 0,
      });
      await scope.sql
        .updateTable('messages')
        .set({ state: 'unknown', sendingAt: new Date() })
        .where('tenantId', '=', tenant.tenantId)
        .where('id', '=', messageId)
        .execute();
    });
    expect(
      (
        await post(`${path}?messageId=${messageId}`, {
          MessageSid: 'SM2',
          MessageStatus: 'delivered',
          AccountSid: credentials.accountSid,
          From: 'whatsapp:+15550001111',
          To: 'whatsapp:+33612345678',
        })
      ).status,
    ).toBe(200);
    await waitUntil('the doubt is settled', async () =>
      (await harness.messages(tenant)).find(
        ({ id, state, providerMessageId }) => id === messageId && state === 'delivered' && providerMessageId === 'SM2',
      ),
    );
  });
});

describe('a 360dialog channel', () => {
  const postSigned = async (path: string, body: string, headers: Record<string, string>): Promise<number> =>
    (await fetch(harness.urls[0] + path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })).status;

  it('is believed by its signature and its agreed header together, and only about its own number', async () => {
    const tenant = await harness.seed({
      provider: '360dialog',
      credentials: {
        provider: '360dialog',
        apiKey: 'd360-key',
        signatureSecret: 'd360-secret',
        webhookHeader: { name: 'x-agreed', value: 'open-sesame' },
      },
    });
    const other = await harness.seed();
    const path = `/webhooks/360dialog/${tenant.channelId}`;
    const body = messagesOf(tenant.providerKey, ana, [textFrom(ana, 'Bonjour')]);
    const signature = (text: string): string => createHmac('sha256', 'd360-secret').update(text).digest('hex');
    expect(await postSigned(path, body, { 'x-360dialog-signature': signature(body) })).toBe(401);
    expect(await postSigned(path, body, { 'x-agreed': 'open-sesame' })).toBe(401);
    expect(await postSigned(path, body, { 'x-360dialog-signature': signature(body), 'x-agreed': 'open-sesame' })).toBe(200);
    expect(await harness.messages(tenant)).toHaveLength(1);

    const foreign = messagesOf(other.providerKey, ana, [textFrom(ana, 'in the name of another')]);
    expect(await postSigned(path, foreign, { 'x-360dialog-signature': signature(foreign), 'x-agreed': 'open-sesame' })).toBe(200);
    expect(await harness.messages(other)).toEqual([]);
    expect(await harness.unrouted(other.providerKey)).toHaveLength(1);
  });

  it('does not exist under another provider’s route', async () => {
    const tenant = await harness.seed({
      provider: '360dialog',
      credentials: { provider: '360dialog', apiKey: 'd360-key', signatureSecret: 'd360-secret' },
    });
    const body = messagesOf(tenant.providerKey, ana, [textFrom(ana, 'Bonjour')]);
    expect(
      await postSigned(`/webhooks/whatsapp/${tenant.channelId}`, body, {
        'x-hub-signature-256': `sha256=${createHmac('sha256', 'd360-secret').update(body).digest('hex')}`,
      }),
    ).toBe(401);
    expect(await harness.messages(tenant)).toEqual([]);
  });
});
