import { createHmac } from 'node:crypto';
import { ana, appSecret, paris, startDriver, until, type Driver } from './whatsapp-driver.ts';

let driver: Driver;
beforeEach(async () => {
  driver = await startDriver();
});
afterEach(() => driver.stop());

describe('an inbound message', () => {
  it("arrives in Meta's envelope, escaped and signed over the exact bytes", async () => {
    const wamid = await driver.receive({ type: 'text', text: 'Déjà vu 😀 <a/b>' });
    await until(() => driver.webhooks.length === 1);
    const { raw, signature } = driver.webhooks[0]!;
    expect(signature).toBe(`sha256=${createHmac('sha256', appSecret).update(raw).digest('hex')}`);
    expect(raw.toString()).toContain(String.raw`D\u00e9j\u00e0 vu \ud83d\ude00 \u003Ca\/b>`);
    expect(JSON.parse(raw.toString())).toEqual({
      object: 'whatsapp_business_account',
      entry: [
        {
          id: paris.wabaId,
          changes: [
            {
              field: 'messages',
              value: {
                messaging_product: 'whatsapp',
                metadata: { display_phone_number: '33123456789', phone_number_id: paris.phoneNumberId },
                contacts: [{ profile: { name: 'Ana' }, wa_id: ana }],
                messages: [
                  { from: ana, id: wamid, timestamp: expect.stringMatching(/^\d{10}$/), type: 'text', text: { body: 'Déjà vu 😀 <a/b>' } },
                ],
              },
            },
          ],
        },
      ],
    });
  });

  it('comes again with the same bytes until the receiver answers 200', async () => {
    driver.answers.push(500, 503, 200);
    const wamid = await driver.receive({ text: 'hello' });
    const deliveries = async () => (await driver.call('GET', `/_webhooks?wamid=${encodeURIComponent(wamid)}`)).body.deliveries;
    await until(async () => (await deliveries())[0]!.state === 'delivered');
    expect((await deliveries())[0]!.attempts.map(({ status }) => status)).toEqual([500, 503, 200]);
    expect(new Set(driver.webhooks.map(({ raw }) => raw.toString())).size).toBe(1);
  });

  it('is not held up by one that nobody takes', async () => {
    driver.answers.push(500);
    await driver.receive({ text: 'first' });
    await until(() => driver.webhooks.length >= 1);
    await driver.receive({ text: 'second' });
    await until(() => driver.webhooks.length === 3);
  });

  it('leaves the phone out for a user who hides it', async () => {
    await driver.receive({ from: { bsuid: 'FR.13491208655302741918', username: '@zoe', name: 'Zoé' }, text: 'hi' });
    await until(() => driver.webhooks.length === 1);
    const { value } = driver.webhooks[0]!;
    expect(value.contacts).toEqual([{ profile: { name: 'Zoé', username: '@zoe' }, user_id: 'FR.13491208655302741918' }]);
    expect(value.messages![0]).toMatchObject({ from_user_id: 'FR.13491208655302741918' });
    expect(value.messages![0]).not.toHaveProperty('from');
  });

  it('hides the phone of a known user who writes without it, also in the statuses of a message to the BSUID', async () => {
    await driver.receive({ from: { phone: ana, bsuid: 'FR.7', name: 'Ana' }, text: 'with my number' });
    await driver.receive({ from: { bsuid: 'FR.7', name: 'Ana' }, text: 'without' });
    const { body } = await driver.sendText('hi', { to: undefined, recipient: 'FR.7' });
    await until(() => driver.statusesOf(body.messages[0].id).length === 2);
    const hidden = driver.webhooks.map(({ raw }) => raw.toString()).filter((raw) => !raw.includes('with my number'));
    expect(hidden).toHaveLength(3);
    expect(hidden.join()).not.toContain(ana);
    const [outbound] = await driver.log(`kind=outbound&user=${ana}`);
    expect(outbound!.text).toBe('hi');
  });

  it('can be any message object, and several can share one webhook', async () => {
    const to = { phoneNumberId: paris.phoneNumberId, from: { phone: ana } };
    const { ids } = await driver.control('receive-batch', {
      messages: [
        { ...to, raw: { type: 'reaction', reaction: { message_id: 'wamid.X', emoji: '👍' } } },
        { ...to, id: 'wamid.MINE', text: 'two' },
      ],
    });
    await until(() => driver.webhooks.length === 1);
    const { entry } = JSON.parse(driver.webhooks[0]!.raw.toString());
    expect(entry[0].changes.map((change: { value: { messages: { id: string }[] } }) => change.value.messages[0]!.id)).toEqual(ids);
    expect(ids[1]).toBe('wamid.MINE');
  });

  it('is signed with the secret and sent to the address of its own number', async () => {
    const own = { phoneNumberId: '1002', displayPhoneNumber: '+49 30 1', wabaId: '5002', appSecret: 'other-secret' };
    await driver.control('register-number', own);
    await driver.receive({ phoneNumberId: '1002', text: 'hallo' });
    await until(() => driver.webhooks.length === 1);
    const { raw, signature } = driver.webhooks[0]!;
    expect(signature).toBe(`sha256=${createHmac('sha256', 'other-secret').update(raw).digest('hex')}`);
  });
});

describe('the statuses of a message', () => {
  it('are sent, delivered and, once the user looks, read; they carry our data, price and contact', async () => {
    await driver.receive({ text: 'hello' });
    const { body } = await driver.sendText('hi Ana', { biz_opaque_callback_data: 'our-id' });
    const wamid = body.messages[0].id;
    await until(() => driver.statusesOf(wamid).length === 2);
    expect(driver.statusesOf(wamid).sort()).toEqual(['delivered', 'sent']);
    await driver.control('read', { phoneNumberId: paris.phoneNumberId, user: ana });
    await until(() => driver.statusesOf(wamid).includes('read'));
    const delivered = driver.webhooks.find(({ value }) => value.statuses?.[0]?.status === 'delivered')!.value;
    expect(delivered.contacts).toEqual([{ profile: { name: 'Ana' }, wa_id: ana }]);
    expect(delivered.statuses![0]).toEqual({
      id: wamid,
      status: 'delivered',
      timestamp: expect.stringMatching(/^\d{10}$/),
      recipient_id: ana,
      biz_opaque_callback_data: 'our-id',
      pricing: { billable: false, pricing_model: 'PMP', type: 'free_customer_service', category: 'service' },
    });
    const [entry] = await driver.log(`kind=outbound&user=%2B${ana}`);
    expect(entry!.statuses.map(({ status }) => status)).toEqual(['sent', 'delivered', 'read']);
  });

  it('echo the BSUID to which it was sent', async () => {
    const bsuid = 'FR.13491208655302741918';
    await driver.receive({ from: { bsuid, name: 'Zoé' }, text: 'hi' });
    const { body } = await driver.sendText('salut', { to: undefined, recipient: bsuid });
    expect(body.contacts).toEqual([{ input: bsuid, user_id: bsuid }]);
    await until(() => driver.statusesOf(body.messages[0].id).length === 2);
    const status = driver.webhooks.find(({ value }) => value.statuses !== undefined)!.value.statuses![0]!;
    expect(status).toMatchObject({ recipient_user_id: bsuid });
    expect(status).not.toHaveProperty('recipient_id');
  });

  it('start with sent even when the user reads at once', async () => {
    await driver.control('configure', { timings: { sentMs: 60_000, deliveredMs: 60_000 } });
    await driver.receive({ text: 'hello' });
    const { body } = await driver.sendText('hi');
    await driver.control('read', { phoneNumberId: paris.phoneNumberId, user: ana });
    await until(() => driver.statusesOf(body.messages[0].id).length === 2);
    expect(driver.statusesOf(body.messages[0].id).sort()).toEqual(['read', 'sent']);
  });

  it('end at sent for a reaction', async () => {
    const wamid = await driver.receive({ text: 'hello' });
    const { body } = await driver.send({ type: 'reaction', reaction: { message_id: wamid, emoji: '👍' } });
    const after = await driver.sendText('and a text');
    await until(() => driver.statusesOf(after.body.messages[0].id).includes('delivered'));
    expect(driver.statusesOf(body.messages[0].id)).toEqual(['sent']);
  });
});
