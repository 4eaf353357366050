import { ana, paris, startDriver, type Driver } from './whatsapp-driver.ts';

let driver: Driver;
let inboundId: string;
beforeAll(async () => {
  driver = await startDriver({ accessTokens: ['token'] });
  inboundId = await driver.receive({ text: 'hello' });
});
afterAll(() => driver.stop());

const buttons = (...titles: string[]) => ({
  type: 'button',
  body: { text: 'Choose' },
  action: { buttons: titles.map((title, index) => ({ type: 'reply', reply: { id: `b${index}`, title } })) },
});
const list = (rowCount: number) => ({
  type: 'list',
  body: { text: 'Choose' },
  action: {
    button: 'Menu',
    sections: [{ rows: Array.from({ length: rowCount }, (_, index) => ({ id: `r${index}`, title: `Row ${index}` })) }],
  },
});

describe('POST /{phone-number-id}/messages', () => {
  it('accepts every kind of message that is within its limits', async () => {
    const link = 'https://example.com/file';
    const messages: Record<string, object> = {
      text: { body: '😀'.repeat(4096), preview_url: true },
      image: { link, caption: 'caption' },
      video: { link },
      document: { link, filename: 'menu.pdf' },
      audio: { link },
      sticker: { link },
      template: { name: 'hello_world', language: { code: 'en_US' } },
      reaction: { message_id: inboundId, emoji: '' },
      location: { latitude: 48.85, longitude: 2.35, name: 'Paris' },
    };
    for (const [type, content] of Object.entries(messages)) {
      expect([type, (await driver.send({ type, [type]: content })).status]).toEqual([type, 200]);
    }
    const cta = { type: 'cta_url', body: { text: 'Go' }, action: { name: 'cta_url', parameters: { display_text: 'Open', url: link } } };
    for (const interactive of [buttons('Yes', 'No'), list(10), cta]) {
      expect((await driver.send({ type: 'interactive', interactive })).status).toBe(200);
    }
  });

  it('answers like Meta', async () => {
    const { body } = await driver.sendText('hi', { context: { message_id: inboundId } });
    expect(body).toEqual({
      messaging_product: 'whatsapp',
      contacts: [{ input: `+${ana}`, wa_id: ana }],
      messages: [{ id: expect.stringMatching(/^wamid\..{30}/) }],
    });
  });

  const refusals: [string, object, number][] = [
    ['an empty text', { type: 'text', text: { body: '' } }, 100],
    ['a text of 4097 characters', { type: 'text', text: { body: 'é'.repeat(4097) } }, 131009],
    ['an unknown type', { type: 'hologram', hologram: {} }, 131051],
    ['content that is missing', { type: 'image' }, 131008],
    ['media that was never uploaded', { type: 'image', image: { id: '404' } }, 100],
    ['media without id and link', { type: 'image', image: {} }, 131008],
    ['four buttons', { type: 'interactive', interactive: buttons('1', '2', '3', '4') }, 131009],
    ['two buttons with one title', { type: 'interactive', interactive: buttons('Yes', 'Yes') }, 131009],
    ['eleven rows', { type: 'interactive', interactive: list(11) }, 131009],
    ['opaque data of 513 characters', { type: 'text', text: { body: 'x' }, biz_opaque_callback_data: 'x'.repeat(513) }, 131009],
    ['no recipient', { to: undefined, type: 'text', text: { body: 'x' } }, 131008],
    ['a BSUID of another portfolio', { to: undefined, recipient: 'FR.999', type: 'text', text: { body: 'x' } }, 131009],
    ['itself as recipient', { to: paris.displayPhoneNumber, type: 'text', text: { body: 'x' } }, 131021],
  ];
  it.each(refusals)('refuses %s', async (_what, body, code) => {
    const answer = await driver.send(body);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toEqual({
      message: expect.stringContaining(`(#${code})`),
      type: 'OAuthException',
      code,
      error_data: { messaging_product: 'whatsapp', details: expect.any(String) },
      fbtrace_id: expect.any(String),
    });
  });

  it('drops a message whose BSUID stands in "to", without a word', async () => {
    const { status, body } = await driver.sendText('lost', { to: 'FR.13491208655302741918' });
    expect(status).toBe(200);
    expect((await driver.log('kind=dropped')).map((entry) => entry.wamid)).toEqual([body.messages[0].id]);
  });

  it('lets "to" win over "recipient"', async () => {
    const { body } = await driver.sendText('x', { recipient: 'FR.999' });
    expect(body.contacts[0]!.wa_id).toBe(ana);
  });

  it('marks messages read and shows typing, only for a message that this number received', async () => {
    const receipt = { messaging_product: 'whatsapp', status: 'read', message_id: inboundId, typing_indicator: { type: 'text' } };
    const path = `/v26.0/${paris.phoneNumberId}/messages`;
    expect(await driver.call('POST', path, receipt)).toEqual({ status: 200, body: { success: true } });
    const kinds = (await driver.log(`user=${ana}`)).slice(-2).map((entry) => [entry.kind, entry.wamid]);
    expect(kinds).toEqual([
      ['read', inboundId],
      ['typing', inboundId],
    ]);
    expect((await driver.call('POST', path, { ...receipt, message_id: 'wamid.nobody' })).body.error.code).toBe(131009);
  });
});

describe('the Graph surface', () => {
  it('answers 401 with code 190 to a bad or expired token, until it is restored', async () => {
    const path = `/v26.0/${paris.phoneNumberId}`;
    const bad = await driver.call('GET', path, undefined, 'wrong');
    expect([bad.status, bad.body.error.code]).toEqual([401, 190]);
    await driver.control('expire-token', { token: 'token' });
    expect((await driver.call('GET', path)).status).toBe(401);
    await driver.control('restore-token', { token: 'token' });
    expect((await driver.call('GET', path)).status).toBe(200);
  });

  it('describes a number so that credentials can be verified', async () => {
    const { body } = await driver.call('GET', `/v25.0/${paris.phoneNumberId}?fields=display_phone_number,verified_name,quality_rating`);
    expect(body).toEqual({
      id: '1001',
      display_phone_number: paris.displayPhoneNumber,
      verified_name: 'Boulangerie',
      quality_rating: 'GREEN',
    });
    expect((await driver.call('POST', `/v26.0/${paris.wabaId}/subscribed_apps`)).body).toEqual({ success: true });
  });

  it('does not know other ids', async () => {
    for (const [method, path] of [
      ['GET', '/v26.0/77'],
      ['POST', '/v26.0/77/messages'],
      ['POST', '/v26.0/77/subscribed_apps'],
      ['DELETE', '/v26.0/77'],
    ] as const) {
      const { status, body } = await driver.call(method, path, method === 'POST' ? {} : undefined);
      expect([status, body.error.code, body.error.error_subcode]).toEqual([400, 100, 33]);
    }
  });

  it('refuses a body that is not JSON as Graph does, and an unknown control action with a list of the known ones', async () => {
    const path = `${driver.url}/v26.0/${paris.phoneNumberId}/messages`;
    const response = await fetch(path, { method: 'POST', headers: { authorization: 'Bearer token' }, body: '{nope' });
    expect([response.status, ((await response.json()) as { error: { code: number } }).error.code]).toEqual([400, 100]);
    expect((await driver.control('dance')).error).toContain('register-number, register-template');
  });
});
