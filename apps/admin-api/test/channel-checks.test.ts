import { beat, claimTask, endBeat, finishTask, insertOutbound, recordSend, setChannelStatus, type Process } from '@sylion/database';
import { done } from '@sylion/queues';
import { channelTasks, modelTasks, newId, type ChannelTaskKind } from '@sylion/schemas';

import { createTenantByApi, startTestApi, writeInbound, type TestApi, type TestTenant } from './harness.ts';

let api: TestApi;
let tenant: TestTenant;
/** What the apps that this one asks would answer; undefined: they do not work it off. */
let answers: Partial<Record<ChannelTaskKind, object>>;
let stops: (() => Promise<void>)[];

const gateway: Process = { instance: newId(), app: 'gateway', roles: ['inbound', 'outbound'] };
const processor: Process = { instance: newId(), app: 'processor-worker', roles: [] };
const good = {
  verify: { isOk: true, verifiedName: 'Boulangerie', isWebhookSubscribed: true },
  ask_model: { isOk: true, model: 'some-model' },
};

beforeAll(async () => {
  api = await startTestApi({ CHANNEL_TASK_WAIT_MS: '500' });
  const consumers = [channelTasks, modelTasks].map((contract) =>
    api.queues.consume({
      contract,
      concurrency: 2,
      handle: async ({ tenantId, taskId }) => {
        const kind = contract === modelTasks ? 'ask_model' : 'verify';
        const result = answers[kind];
        await api.database.asTenant(tenantId, async (scope) => {
          if (!result || !(await claimTask(scope, taskId, 1))) return;
          await finishTask(scope, taskId, { result });
        });
        return done;
      },
    }),
  );
  stops = consumers.map(({ close }) => close);
});
beforeEach(async () => {
  tenant = await createTenantByApi(api);
  answers = { ...good };
  await endBeat(api.database, gateway.instance);
  await Promise.all([gateway, processor].map((process) => beat(api.database, process)));
});
afterAll(async () => {
  await Promise.all(stops.map((stop) => stop()));
  await api.stop();
});

const path = (action = ''): string => `/v1/channels/${tenant.channelId}${action}`;
const asAdmin = (body?: unknown) => ({ key: tenant.keys.admin, body });
const selfCheck = async () => (await api.call('post', path('/self-check'), asAdmin())).body;
const health = async () => (await api.call('get', path('/health'), asAdmin())).body;

describe('what another app does', () => {
  it('is waited for and told, and can be asked for later', async () => {
    const { status, body } = await api.call('post', path('/verify'), asAdmin());
    expect([status, body]).toEqual([202, expect.objectContaining({ kind: 'verify', state: 'done', result: good.verify, failure: null })]);
    expect((await api.call('get', `/v1/channel-tasks/${body.id}`, asAdmin())).body).toEqual(body);
  });

  it('is told as it stands when nobody does it in time', async () => {
    answers = {};
    const { status, body } = await api.call('post', path('/verify'), asAdmin());
    expect([status, body.state, body.result]).toEqual([202, 'requested', null]);
  });
});

describe('the self-check', () => {
  it('finds nothing broken when every hop works, and tells how long each took', async () => {
    const report = await selfCheck();
    expect(report).toMatchObject({ isOk: true, brokenHop: null });
    expect(report.hops.map(({ name, isOk }: { name: string; isOk: boolean }) => [name, isOk])).toEqual(
      ['channel', 'webhook', 'queue', 'processor', 'model', 'send', 'credentials'].map((name) => [name, true]),
    );
    for (const hop of ['queue', 'processor', 'model', 'send'])
      expect(report.hops.find(({ name }: { name: string }) => name === hop).durationMs).toBeGreaterThanOrEqual(0);
  });

  const broken: [string, string, () => unknown][] = [
    ['channel', 'a person paused it', () => api.call('post', path('/pause'), asAdmin())],
    ['channel', 'nobody answers on it', () => api.call('patch', path(), asAdmin({ assistantId: null }))],
    ['webhook', 'no gateway is there', () => endBeat(api.database, gateway.instance)],
    ['webhook', 'no gateway receives', () => beatAs({ ...gateway, roles: ['outbound'] })],
    ['webhook', 'the account sends none', () => (answers.verify = { ...good.verify, isWebhookSubscribed: false })],
    ['queue', 'nudges reach nobody', () => (answers = {})],
    ['processor', 'none is there', () => [delete answers.ask_model, endBeat(api.database, processor.instance)]],
    ['processor', 'it takes nothing up', () => delete answers.ask_model],
    ['model', 'it refuses', () => (answers.ask_model = { isOk: false, detail: 'RESOURCE_EXHAUSTED' })],
    ['send', 'the provider is away', () => (answers.verify = { isOk: false, reason: 'unreachable', detail: 'ECONNREFUSED' })],
    ['send', 'no gateway sends', () => [delete answers.verify, beatAs({ ...gateway, roles: ['inbound'] })]],
    ['credentials', 'the provider refuses them', () => (answers.verify = { isOk: false, reason: 'refused', detail: 'expired' })],
  ];
  const beatAs = async (process: Process): Promise<void> => {
    await endBeat(api.database, process.instance);
    await beat(api.database, process);
  };
  it.each(broken)('names the hop %s when %s, and what to do', async (hop, _why, breakIt) => {
    await Promise.all([breakIt()].flat());
    const report = await selfCheck();
    expect(report).toMatchObject({ isOk: false, brokenHop: hop });
    expect(report.hops.find(({ name }: { name: string }) => name === hop)).toMatchObject({
      detail: expect.any(String),
      advice: expect.any(String),
    });
  });

  it('leaves nothing that an end user or an inbox could see', async () => {
    await selfCheck();
    const rows = await api.database.asTenant(tenant.tenantId, async ({ sql, tenantId }) => [
      ...(await sql.selectFrom('messages').where('tenantId', '=', tenantId).select('id').execute()),
      ...(await sql.selectFrom('conversations').where('tenantId', '=', tenantId).select('id').execute()),
    ]);
    expect(rows).toEqual([]);
  });
});

describe('health', () => {
  it('of a new channel knows nothing yet', async () => {
    expect(await health()).toMatchObject({
      status: 'active',
      token: { state: 'unknown', seenAt: null },
      verification: null,
      lastInboundAt: null,
      lastSentAt: null,
      lastDeliveredAt: null,
      openServiceWindows: 0,
      unsent: { count: 0, oldestAt: null },
      throttled: { count: 0, until: null },
      failuresOfLastHour: [],
    });
  });

  it('tells what came and left, what waits and why, what failed, and the token', async () => {
    const conversationId = await writeInbound(api, tenant);
    await writeInbound(api, tenant, { ageMs: 25 * 3_600_000 });
    const records = [
      { kind: 'sent' as const, providerMessageId: `wamid.${newId()}` },
      { kind: 'failed' as const, reason: '131047' },
      { kind: 'failed' as const, reason: '131047' },
      { kind: 'paced' as const, delayMs: 60_000 },
      { kind: 'unknown' as const, reason: 'no_answer' },
    ];
    await api.database.asTenant(tenant.tenantId, async (scope) => {
      for (const record of records) {
        const messageId = newId();
        const content = { kind: 'text' as const, text: 'Bonjour' };
        await insertOutbound(scope, { messageId, conversationId, channelId: tenant.channelId, author: 'assistant', content, epoch: 0 });
        await scope.sql
          .updateTable('messages')
          .set({ state: 'sending' })
          .where('tenantId', '=', tenant.tenantId)
          .where('id', '=', messageId)
          .execute();
        await recordSend(scope, messageId, record);
      }
    });
    const before = await health();
    expect(before).toMatchObject({
      token: { state: 'ok', seenAt: before.lastSentAt },
      lastDeliveredAt: null,
      openServiceWindows: 1,
      unsent: { count: 2 },
      throttled: { count: 1 },
      failuresOfLastHour: [{ reason: '131047', count: 2 }],
    });
    expect(Date.parse(before.throttled.until)).toBeGreaterThan(Date.parse(before.unsent.oldestAt) + 50_000);
    await api.database.asTenant(tenant.tenantId, (scope) =>
      setChannelStatus(scope, { channelId: tenant.channelId, status: 'needs_reauth', reason: '190', actor: { kind: 'system' } }),
    );
    const refused = await health();
    expect(refused).toMatchObject({
      status: 'needs_reauth',
      statusReason: '190',
      token: { state: 'needs_reauth', seenAt: refused.statusChangedAt },
    });
    await api.call('put', path('/credentials'), asAdmin({ accessToken: 'another-token-of-the-shop' }));
    expect(await health()).toMatchObject({ status: 'active', token: { state: 'unknown' } });
    await api.call('post', path('/verify'), asAdmin());
    expect(await health()).toMatchObject({ token: { state: 'ok' }, verification: { result: good.verify } });
  });
});
