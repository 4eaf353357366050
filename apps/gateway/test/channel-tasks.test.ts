import { findTask, listAlive, requestTask, setChannelStatus, silenceMs, type ChannelTask } from '@sylion/database';
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

it('says that it is alive, and in which roles, until it ends', async () => {
  const alive = () => listAlive(harness.database, silenceMs);
  expect(await alive()).toEqual([{ app: 'gateway', roles: ['inbound', 'outbound'] }]);
});
