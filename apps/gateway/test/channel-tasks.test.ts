import { findTask, listAlive, listTemplates, requestTask, setChannelStatus, silenceMs, type ChannelTask } from '@sylion/database';
import { channelTasks, newId, type ChannelTaskKind } from '@sylion/schemas';
import { waitUntil, type SeededTenant } from '@sylion/testbed';

import { startHarness, type Harness } from './gateway-harness.ts';

let harness: Harness;
let tenant: SeededTenant;

beforeAll(async () => {
  harness = await startHarness();
});
beforeEach(async () => {
  tenant = await harness.seed();
});
afterAll(() => harness.stop());

/** Asks as the Admin API does, and waits for the end. */
const ask = async (kind: ChannelTaskKind, { isNudged = true, of = tenant } = {}): Promise<ChannelTask> => {
  const id = newId();
  await harness.database.asTenant(of.tenantId, (scope) => requestTask(scope, { id, channelId: of.channelId, kind }));
  if (isNudged) await harness.queues.publish(channelTasks, { version: 1, tenantId: of.tenantId, taskId: id });
  return waitUntil(
    'the task is over',
    async () => {
      const task = await harness.database.asTenant(of.tenantId, (scope) => findTask(scope, id));
      return task && ['done', 'failed'].includes(task.state) && task;
    },
    15_000,
  );
};
const setStatus = (status: 'active' | 'paused' | 'needs_reauth') =>
  harness.database.asTenant(tenant.tenantId, (scope) =>
    setChannelStatus(scope, { channelId: tenant.channelId, status, reason: 'test', actor: { kind: 'system' } }),
  );
const status = async (): Promise<string | undefined> =>
  (
    await harness.database.asTenant(tenant.tenantId, ({ sql, tenantId }) =>
      sql.selectFrom('channels').select('status').where('tenantId', '=', tenantId).executeTakeFirst(),
    )
  )?.status;

describe('a verification', () => {
  it('tells how the number stands at the provider', async () => {
    expect(await ask('verify')).toMatchObject({
      state: 'done',
      result: { isOk: true, nameStatus: 'APPROVED', qualityRating: 'GREEN', messagingLimit: 'TIER_250', isWebhookSubscribed: true },
    });
  });

  it('is done although its nudge was lost', async () => {
    expect(await ask('verify', { isNudged: false })).toMatchObject({ state: 'done' });
  });

  it('that is refused pauses the sends; one that succeeds again lets what waited leave', async () => {
    const conversationId = await harness.beWrittenTo(tenant);
    await harness.control('expire-token', { token: `token-${tenant.slug}` });
    expect(await ask('verify')).toMatchObject({ state: 'done', result: { isOk: false, reason: 'refused' } });
    expect(await status()).toBe('needs_reauth');
    await harness.reply(tenant, conversationId, ['kept']);
    await harness.control('restore-token', { token: `token-${tenant.slug}` });
    expect(await ask('verify')).toMatchObject({ state: 'done', result: { isOk: true } });
    expect(await status()).toBe('active');
    await harness.outboundIn(tenant, ['sent', 'delivered', 'read']);
    expect((await harness.log(tenant.providerKey, 'outbound')).map(({ text }) => text)).toEqual(['kept']);
  });

  it('leaves a channel alone that a person paused', async () => {
    await setStatus('paused');
    expect(await ask('verify')).toMatchObject({ result: { isOk: true } });
    expect(await status()).toBe('paused');
  });

  it('of credentials that cannot be opened fails, and says so', async () => {
    const sealed = await harness.seed({ channel: { credentialsCiphertext: Buffer.from('nonsense') } });
    expect(await ask('verify', { of: sealed })).toMatchObject({ state: 'failed', failure: 'credentials_unreadable', result: null });
  });
});

describe('a sync of templates', () => {
  const register = (name: string, more: object = {}) =>
    harness.control('register-template', { wabaId: `waba-${tenant.slug}`, name, language: 'fr', components: [], ...more });
  const templates = () =>
    harness.database.asTenant(tenant.tenantId, (scope) => listTemplates(scope, { limit: 200 })).then(({ items }) => items);

  it('copies all pages, keeps what stays and forgets what is gone', async () => {
    await Promise.all(Array.from({ length: 120 }, (_, number) => register(`template_${number}`)));
    expect(await ask('sync_templates')).toMatchObject({ state: 'done', result: { synced: 121, removed: 0 } });
    const before = await templates();
    await register('template_7', { status: 'PAUSED', components: [{ type: 'BODY', text: 'Bonjour {{1}}' }] });
    await harness.control('remove-template', { wabaId: `waba-${tenant.slug}`, name: 'template_8' });
    expect(await ask('sync_templates')).toMatchObject({ state: 'done', result: { synced: 120, removed: 1 } });
    const after = await templates();
    expect(after.map(({ name }) => name)).toEqual(before.map(({ name }) => name).filter((name) => name !== 'template_8'));
    expect(after.find(({ name }) => name === 'template_7')).toMatchObject({
      id: before.find(({ name }) => name === 'template_7')?.id,
      status: 'PAUSED',
      components: [{ type: 'BODY', text: 'Bonjour {{1}}' }],
    });
  });

  it('fails with the reason when the provider refuses or has none', async () => {
    const twilio = await harness.seed({ provider: 'twilio', credentials: { provider: 'twilio', accountSid: 'AC1', authToken: 'x' } });
    expect(await ask('sync_templates', { of: twilio })).toMatchObject({ state: 'failed', failure: 'templates_not_supported' });
    await harness.control('expire-token', { token: `token-${tenant.slug}` });
    expect(await ask('sync_templates')).toMatchObject({ state: 'failed', failure: 'provider_190' });
  });
});

it('a template leaves filled, outside the service window too; what the provider does not take fails with its code', async () => {
  const conversationId = await harness.beWrittenTo(tenant);
  await harness.database.asTenant(tenant.tenantId, ({ sql, tenantId }) =>
    sql
      .updateTable('conversations')
      .set({ lastInboundAt: new Date(0) })
      .where('tenantId', '=', tenantId)
      .execute(),
  );
  await harness.control('close-window', { phoneNumberId: tenant.providerKey });
  await harness.control('register-template', {
    wabaId: `waba-${tenant.slug}`,
    name: 'order_ready',
    language: 'fr',
    components: [
      { type: 'BODY', text: 'Bonjour {{first_name}}' },
      { type: 'BUTTONS', buttons: [{ type: 'URL', url: 'https://x.example/{{1}}' }] },
    ],
  });
  const filled = {
    kind: 'template' as const,
    name: 'order_ready',
    language: 'fr',
    body: [{ name: 'first_name', value: 'Ana' }],
    buttons: [{ index: 0, value: 'a' }],
  };
  await harness.reply(tenant, conversationId, [filled, { ...filled, body: [] }, { ...filled, name: 'unknown' }], { author: 'human' });
  const bubbles = await harness.outboundIn(tenant, ['sent', 'delivered', 'read', 'failed'], 3);
  expect(bubbles.map(({ state, stateReason }) => [state === 'failed', stateReason])).toEqual([
    [false, null],
    [true, '132000'],
    [true, '132001'],
  ]);
});

it('says that it is alive, and in which roles, until it ends', async () => {
  const alive = () => listAlive(harness.database, silenceMs);
  expect(await alive()).toEqual([{ app: 'gateway', roles: ['inbound', 'outbound'] }]);
});
