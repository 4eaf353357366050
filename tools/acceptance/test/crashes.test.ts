import { openBusiness } from '../src/business.ts';
import { eventually } from '../src/eventually.ts';
import { createPhone } from '../src/phone.ts';
import { startPlatform, type Platform } from '../src/platform.ts';
import { staysAt } from '../src/stays-at.ts';
import { wipeRedis } from '../src/wipe-redis.ts';

describe('when something dies in the middle of a message', () => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await startPlatform('crashes');
  }, 120_000);
  afterAll(() => platform.stop(), 60_000);
  afterEach(async () => {
    await platform.vertex.send('DELETE', '/_control');
    await platform.whatsapp.send('POST', '/_control', { action: 'faults' });
  });

  const modelIsAsked = async (tenantId: string): Promise<void> =>
    void (await eventually('the model is asked', async () =>
      (await platform.vertex.get<{ labels: Record<string, string> }[]>('/_log')).find(({ labels }) => labels.tenant_id === tenantId),
    ));
  const isBackAs = (app: 'gateway' | 'processor-worker' | 'admin-api' | 'rag-ingest-worker', killed: number): Promise<true> =>
    eventually(`${app} runs again`, async () => (platform.pidOf(app) !== killed ? true : undefined));

  it('answers once although Redis is wiped while the model thinks, and before anybody looked', async () => {
    await platform.vertex.send('POST', '/_control', { latencyMs: 1_500 });
    const business = await openBusiness(platform, 'Nous livrons à Lyon pour 5 €.');
    const [early, late] = [createPhone(platform, business), createPhone(platform, business)];
    await early.says('Vous livrez à Lyon ?');
    await modelIsAsked(business.tenantId);
    await late.says('Bonjour, vous livrez à Lyon ?');
    await wipeRedis(platform.redisUrl);
    for (const phone of [early, late]) {
      expect((await phone.receives(1, 60_000))[0]?.text).toContain('5 €');
      await staysAt(phone, 1, 2_000);
    }
  }, 120_000);

  it('answers once although the processor is killed while the model thinks', async () => {
    await platform.vertex.send('POST', '/_control', { latencyMs: 1_500 });
    const business = await openBusiness(platform, 'Nous livrons à Lyon pour 5 €.');
    const phone = createPhone(platform, business);
    await phone.says('Vous livrez à Lyon ?');
    await modelIsAsked(business.tenantId);
    const killed = platform.kill('processor-worker');
    await isBackAs('processor-worker', killed);
    expect((await phone.receives(1, 60_000))[0]?.text).toContain('5 €');
    await staysAt(phone, 1);
  }, 120_000);

  it('answers once although the gateway is killed while it sends', async () => {
    const business = await openBusiness(platform, 'Nous livrons à Lyon pour 5 €.');
    const phone = createPhone(platform, business);
    await platform.whatsapp.send('POST', '/_control', { action: 'faults', phoneNumberId: business.phoneNumberId, latencyMs: 1_000 });
    await phone.says('Vous livrez à Lyon ?');
    const { id } = await eventually('the conversation', async () => (await business.admin.get('/v1/conversations')).items[0]);
    await eventually('the bubble is being sent', async () =>
      (await business.admin.get('/v1/conversations/{id}/messages', { path: { id } })).items.find(({ state }) => state === 'sending'),
    );
    const killed = platform.kill('gateway');
    await platform.whatsapp.send('POST', '/_control', { action: 'faults', phoneNumberId: business.phoneNumberId });
    await isBackAs('gateway', killed);
    expect((await phone.receives(1, 60_000))[0]?.text).toContain('5 €');
    await staysAt(phone, 1, 5_000);
  }, 120_000);

  it('answers once although the gateway is killed right after it was given the message', async () => {
    const business = await openBusiness(platform, 'Nous livrons à Lyon pour 5 €.');
    const phone = createPhone(platform, business);
    await phone.says('Vous livrez à Lyon ?');
    const killed = platform.kill('gateway');
    await isBackAs('gateway', killed);
    expect((await phone.receives(1, 60_000))[0]?.text).toContain('5 €');
    await staysAt(phone, 1);
  }, 120_000);

  it('answers although all four apps are killed at once', async () => {
    const business = await openBusiness(platform, 'Nous livrons à Lyon pour 5 €.');
    const phones = Array.from({ length: 5 }, () => createPhone(platform, business));
    await Promise.all(phones.map((phone) => phone.says('Vous livrez à Lyon ?')));
    const apps = ['gateway', 'processor-worker', 'admin-api', 'rag-ingest-worker'] as const;
    const killed = apps.map((app) => [app, platform.kill(app)] as const);
    for (const [app, pid] of killed) await isBackAs(app, pid);
    for (const phone of phones) {
      expect((await phone.receives(1, 60_000))[0]?.text).toContain('5 €');
      await staysAt(phone, 1, 500);
    }
    await eventually('the Admin API answers again', async () => business.admin.get('/v1/conversations'));
  }, 120_000);
});
