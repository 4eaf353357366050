import { paris, startDriver, until, type Driver } from './whatsapp-driver.ts';

let driver: Driver;
beforeEach(async () => {
  driver = await startDriver();
  await driver.receive({ text: 'hello' });
});
afterEach(() => driver.stop());

const outbound = () => driver.log('kind=outbound');

describe('injected faults', () => {
  it('fail or cut after accepting: the message is out, and only its statuses say so', async () => {
    await driver.control('faults', { acceptThenFailRate: 1 });
    expect((await driver.sendText('one', { biz_opaque_callback_data: 'our-1' })).status).toBe(500);
    await driver.control('faults', { acceptThenCutRate: 1 });
    await expect(driver.sendText('two', { biz_opaque_callback_data: 'our-2' })).rejects.toThrow();
    const sent = await outbound();
    expect(sent.map(({ text, answer }) => [text, answer])).toEqual([
      ['one', 'failed'],
      ['two', 'cut'],
    ]);
    await until(() => sent.every(({ wamid }) => driver.statusesOf(wamid).includes('delivered')));
  });

  it('cut or refuse before accepting: nothing is out', async () => {
    await driver.control('faults', { cutBeforeAcceptRate: 1 });
    await expect(driver.sendText('one')).rejects.toThrow();
    await driver.control('faults', { rejectRate: 1, rejectCode: 131016 });
    const { status, body } = await driver.sendText('two');
    expect([status, body.error.code]).toEqual([500, 131016]);
    expect(await outbound()).toEqual([]);
  });

  it('are the same again for the same seed', async () => {
    const round = async () => {
      await driver.control('faults', { rejectRate: 0.5, seed: 42 });
      const statuses: number[] = [];
      for (let index = 0; index < 12; index += 1) statuses.push((await driver.sendText(`${index}`)).status);
      return statuses;
    };
    const first = await round();
    expect(new Set(first).size).toBe(2);
    expect(await round()).toEqual(first);
  });

  it('can concern one number only', async () => {
    await driver.control('faults', { phoneNumberId: 'another', rejectRate: 1 });
    expect((await driver.sendText('hi')).status).toBe(200);
    await driver.control('faults', { phoneNumberId: paris.phoneNumberId, rejectRate: 1 });
    expect((await driver.sendText('hi')).status).toBe(500);
  });

  it('delay the answer', async () => {
    await driver.control('faults', { latencyMs: 80 });
    const startedAt = performance.now();
    await driver.sendText('slow');
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(79);
  });

  it('duplicate and shuffle webhooks, drop statuses, and turn messages into failed ones', async () => {
    await driver.control('faults', { duplicateWebhooks: 2, shuffleWebhooks: true, shuffleWindowMs: 60 });
    const earlier = driver.webhooks.length;
    const ids: string[] = [];
    for (let index = 0; index < 8; index += 1) ids.push(await driver.receive({ text: `${index}` }));
    await until(() => driver.webhooks.length === earlier + 24);
    const arrived = driver.webhooks.slice(earlier).map(({ value }) => value.messages![0]!.id);
    expect(arrived.toSorted()).toEqual([...ids, ...ids, ...ids].toSorted());
    expect(arrived).not.toEqual(ids.flatMap((id) => [id, id, id]));

    await driver.control('faults', { failedStatusRate: 1, failedStatusCode: 131026 });
    const failed = (await driver.sendText('never arrives')).body.messages[0].id;
    await until(() => driver.statusesOf(failed).includes('failed'));
    const { statuses, contacts } = driver.webhooks.find(({ value }) => value.statuses?.[0]?.status === 'failed')!.value;
    expect(statuses![0]).toMatchObject({ id: failed, errors: [{ code: 131026, title: 'Message undeliverable' }] });
    expect(contacts).toBeUndefined();

    await driver.control('faults', { dropStatuses: true });
    const silent = (await driver.sendText('silent')).body.messages[0].id;
    await until(async () => (await driver.log('kind=outbound')).at(-1)!.statuses.length === 2);
    expect((await driver.call('GET', `/_webhooks?wamid=${encodeURIComponent(silent)}`)).body.deliveries).toEqual([]);
  });

  it('end with a reset, which forgets everything but the numbers', async () => {
    driver.answers.push(...Array.from({ length: 100 }, () => 500));
    await driver.control('faults', { rejectRate: 1 });
    await driver.control('reset');
    expect(await driver.log()).toEqual([]);
    expect((await driver.sendText('hi')).body.error.code).toBe(131047);
    driver.answers.length = 0;
    await driver.receive({ text: 'hello again' });
    expect((await driver.sendText('hi')).status).toBe(200);
  });

  it('must be known by name', async () => {
    expect((await driver.control('faults', { rejectrate: 1 })).error).toContain('rejectRate');
    expect((await driver.control('faults', { rejectRate: 'often' })).error).toContain('number');
  });
});
