import { createPhone } from '../src/phone.ts';
import { openBusiness, type Business } from '../src/business.ts';
import { eventually } from '../src/eventually.ts';
import { startPlatform, type Platform } from '../src/platform.ts';
import { photo, voiceNote } from '../src/sample-media.ts';
import { staysAt } from '../src/stays-at.ts';

describe('a conversation on WhatsApp', () => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await startPlatform('conversations');
  }, 120_000);
  afterAll(() => platform.stop(), 60_000);
  afterEach(async () => {
    await platform.vertex.send('DELETE', '/_control');
    await platform.whatsapp.send('POST', '/_control', { action: 'faults' });
  });

  const model = (settings: Record<string, unknown>) => platform.vertex.send('POST', '/_control', settings);
  const conversationOf = ({ admin }: Business) =>
    eventually('the conversation exists', async () => (await admin.get('/v1/conversations')).items[0]);
  const messagesOf = async (business: Business) => {
    const { id } = await conversationOf(business);
    return (await business.admin.get('/v1/conversations/{id}/messages', { path: { id } })).items;
  };

  it('answers a question once, in its language, with ticks', async () => {
    const business = await openBusiness(platform, 'Le dimanche, nous sommes ouverts de 7 h à 13 h. Le lundi, la boulangerie est fermée.');
    const phone = createPhone(platform, business);
    const question = await phone.says('Bonjour, vous êtes ouverts le dimanche ?');
    const [answer] = await phone.receives(1);
    await eventually('the question has blue ticks', async () =>
      (
        await platform.whatsapp.get<{ entries: { wamid: string }[] }>(`/_log?phoneNumberId=${business.phoneNumberId}&kind=read`)
      ).entries.find(({ wamid }) => wamid === question),
    );
    expect(answer?.text).toContain('ouverts de 7 h à 13 h');
    expect(answer?.statuses).toEqual(expect.arrayContaining(['sent', 'delivered']));
    await platform.whatsapp.send('POST', '/_control', { action: 'read', phoneNumberId: business.phoneNumberId, user: phone.number });
    await eventually('the admin sees that it was read', async () => (await messagesOf(business)).find(({ state }) => state === 'read'));
    expect((await messagesOf(business)).map(({ direction, state }) => `${direction} ${state}`)).toEqual([
      'inbound answered',
      'outbound read',
    ]);
  });

  it('answers a message that is delivered three times once', async () => {
    const business = await openBusiness(platform, 'Nous livrons à Lyon pour 5 €.');
    const phone = createPhone(platform, business);
    await platform.whatsapp.send('POST', '/_control', {
      action: 'faults',
      phoneNumberId: business.phoneNumberId,
      duplicateWebhooks: 3,
      shuffleWebhooks: true,
    });
    await phone.says('Vous livrez à Lyon ?');
    await phone.receives(1);
    await staysAt(phone, 1);
  });

  it('answers a burst of three texts, a photo and a voice note once, and uses all of it', async () => {
    await model({ mode: 'echo' });
    const business = await openBusiness(platform, 'Sois aimable.');
    const phone = createPhone(platform, business);
    await phone.says('Bonjour');
    await phone.says('je voudrais commander un gâteau');
    await phone.sends('image', photo);
    await phone.sends('audio', voiceNote('Comme sur la photo, pour samedi.'));
    await phone.says('c’est possible ?');
    const [answer] = await phone.receives(1, 45_000);
    for (const part of ['Bonjour', 'je voudrais commander un gâteau', '[image/jpeg]', '[audio/ogg]', 'c’est possible ?'])
      expect(answer?.text).toContain(part);
    await staysAt(phone, 1);
  });

  it('never mixes two tenants that the same person writes to', async () => {
    const [north, south] = [
      await openBusiness(platform, 'Le mot du jour est BOREAL.'),
      await openBusiness(platform, 'Le mot du jour est AUSTRAL.'),
    ];
    const number = '+33639989999';
    const [northPhone, southPhone] = [createPhone(platform, north, number), createPhone(platform, south, number)];
    await Promise.all([northPhone.says('Quel est le mot du jour ?'), southPhone.says('Quel est le mot du jour ?')]);
    const [northAnswers, southAnswers] = [await northPhone.receives(1), await southPhone.receives(1)];
    expect(northAnswers.map(({ text }) => text).join()).toMatch(/BOREAL/);
    expect(southAnswers.map(({ text }) => text).join()).toMatch(/AUSTRAL/);
    const calls = await platform.vertex.get<{ labels: Record<string, string>; request: unknown }[]>('/_log');
    const promptsOf = (tenantId: string): string => JSON.stringify(calls.filter(({ labels }) => labels.tenant_id === tenantId));
    expect(promptsOf(north.tenantId)).not.toContain('AUSTRAL');
    expect(promptsOf(south.tenantId)).not.toContain('BOREAL');
    expect((await north.admin.get('/v1/conversations')).items).toHaveLength(1);
    const { id } = await conversationOf(north);
    await expect(south.admin.get('/v1/conversations/{id}/messages', { path: { id } })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('sends nothing free-form outside the service window and says so', async () => {
    const business = await openBusiness(platform, 'Nous sommes ouverts.');
    const phone = createPhone(platform, business);
    const yesterday = String(Math.floor(Date.now() / 1_000) - 25 * 3_600);
    const id = `wamid.late-${process.pid}`;
    await platform.whatsapp.send('POST', '/_control', {
      action: 'receive',
      phoneNumberId: business.phoneNumberId,
      from: { phone: phone.number },
      raw: { id, from: phone.number.slice(1), timestamp: yesterday, type: 'text', text: { body: 'Êtes-vous ouverts ?' } },
    });
    const late = await eventually('the message has a final state', async () =>
      (await messagesOf(business)).find(({ state }) => state !== 'received'),
    );
    expect(late).toMatchObject({ direction: 'inbound', state: 'skipped', stateReason: 'service_window_closed' });
    await staysAt(phone, 0, 1_000);
  });

  it('shows a refusal of Meta as what it is', async () => {
    await model({ latencyMs: 1_500 });
    const business = await openBusiness(platform, 'Nous sommes ouverts.');
    const phone = createPhone(platform, business);
    await phone.says('Vous êtes ouverts ?');
    await platform.whatsapp.send('POST', '/_control', {
      action: 'close-window',
      phoneNumberId: business.phoneNumberId,
      user: phone.number,
    });
    const refused = await eventually('the reply failed', async () => (await messagesOf(business)).find(({ state }) => state === 'failed'));
    expect(refused.stateReason).toBe('131047');
  });

  it('tells an end user once, in their language, that the quota is spent', async () => {
    const business = await openBusiness(platform, 'Die Bäckerei ist sonntags geöffnet.', 'de');
    const path = { metric: 'replies', period: 'month' } as const;
    await platform.adminOfTenant(business.tenantId).put('/v1/quotas/{metric}/{period}', { path, body: { limit: 1 } });
    const phone = createPhone(platform, business);
    await phone.says('Guten Tag, haben Sie am Sonntag geöffnet?');
    await phone.receives(1);
    await phone.says('Und haben Sie am Montag auch geöffnet?');
    const [, refusal] = await phone.receives(2);
    expect(refusal?.text).toMatch(/Assistent/);
    await phone.says('Hallo, sind Sie noch da?');
    await eventually(
      'the third message is settled',
      async () =>
        (await messagesOf(business)).filter(({ direction, state }) => direction === 'inbound' && state === 'skipped').length === 2 ||
        undefined,
    );
    await staysAt(phone, 2, 1_000);
    const { items: quotas } = await business.admin.get('/v1/quotas');
    expect(quotas.find(({ metric }) => metric === 'replies')).toMatchObject({ used: 1, reserved: 0 });
  });

  it('keeps the assistant silent while a human has the conversation, and lets it answer after the hand-back', async () => {
    const business = await openBusiness(platform, 'Nous livrons à Lyon pour 5 €.');
    const phone = createPhone(platform, business);
    await phone.says('Vous livrez à Lyon ?');
    await phone.receives(1);
    const path = { id: (await conversationOf(business)).id };
    await business.admin.post('/v1/conversations/{id}/take-over', { path });
    await phone.says('Et à Villeurbanne, vous livrez ?');
    await eventually('the message is the human’s', async () => (await messagesOf(business)).find(({ state }) => state === 'handed_off'));
    await staysAt(phone, 1, 2_000);
    await business.admin.post('/v1/conversations/{id}/messages', { path, body: { text: 'Bonjour, c’est Paul : oui, bien sûr !' } });
    expect((await phone.receives(2)).at(-1)?.text).toContain('Paul');
    const file = new File([Buffer.from(photo.base64, 'base64')], 'tarif.jpg', { type: photo.mimeType });
    await business.admin.post('/v1/conversations/{id}/media', { path, body: { file, caption: 'Notre zone de livraison' } });
    expect((await phone.receives(3)).at(-1)?.text).toBe('Notre zone de livraison');
    await business.admin.post('/v1/conversations/{id}/hand-back', { path });
    await phone.says('Vous livrez à Lyon ?');
    expect((await phone.receives(4)).at(-1)?.text).toContain('5 €');
  });

  it('hands over when the person asks for a human, and stays out after it', async () => {
    const business = await openBusiness(platform, 'Nous livrons à Lyon pour 5 €.');
    const phone = createPhone(platform, business);
    await phone.says('Je voudrais parler à un humain, s’il vous plaît.');
    expect((await phone.receives(1))[0]?.text).toMatch(/équipe/);
    expect((await conversationOf(business)).handledBy).toBe('human');
    await phone.says('Vous êtes là ?');
    await staysAt(phone, 1, 2_000);
  });

  it('obeys STOP at once, confirms it, and comes back at START', async () => {
    const business = await openBusiness(platform, 'Nous livrons à Lyon pour 5 €.');
    const phone = createPhone(platform, business);
    await phone.says('Stop svp');
    expect((await phone.receives(1))[0]?.text).toMatch(/START/);
    await phone.says('Vous livrez à Lyon ?');
    await staysAt(phone, 1, 2_000);
    await phone.says('START');
    await phone.receives(2);
    await phone.says('Vous livrez à Lyon ?');
    expect((await phone.receives(3)).at(-1)?.text).toContain('5 €');
  });

  it('answers an end user who is known by a BSUID only', async () => {
    const business = await openBusiness(platform, 'Nous livrons à Lyon pour 5 €.');
    await platform.whatsapp.send('POST', '/_control', {
      action: 'receive',
      phoneNumberId: business.phoneNumberId,
      from: { bsuid: 'FR.13491208655302741918', username: 'camille', name: 'Camille' },
      type: 'text',
      text: 'Vous livrez à Lyon ?',
    });
    const answer = await eventually(
      'the answer',
      async () =>
        (
          await platform.whatsapp.get<{ entries: { text: string; request: Record<string, unknown> }[] }>(
            `/_log?phoneNumberId=${business.phoneNumberId}&kind=outbound`,
          )
        ).entries[0],
    );
    expect(answer.text).toContain('5 €');
    expect(answer.request.recipient).toBe('FR.13491208655302741918');
    expect(answer.request.to).toBeUndefined();
  });
});
