import { waitUntil, withClient } from '@sylion/testbed';

import { openEventStream, type EventStream } from './event-stream.ts';
import { createTenantByApi, startTestApi, writeInbound, type TestApi, type TestTenant } from './harness.ts';

let api: TestApi;
let tenant: TestTenant;
const streams: EventStream[] = [];

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());
beforeEach(async () => {
  tenant = await createTenantByApi(api);
});
afterEach(() => streams.splice(0).forEach((stream) => stream.hangUp()));

const listen = async (query = '', lastEventId?: string, owner: TestTenant = tenant): Promise<EventStream> => {
  const stream = await openEventStream(api, owner.keys.agent, query, lastEventId);
  streams.push(stream);
  return stream;
};
const typesOf = (stream: EventStream): string[] => stream.events.map(({ data }) => data.type);
const takeOver = (conversationId: string) => api.call('post', `/v1/conversations/${conversationId}/take-over`, { key: tenant.keys.agent });

describe('the event stream', () => {
  it('tells what happens from now on, in order, and only of its own tenant', async () => {
    const earlier = await writeInbound(api, tenant);
    await waitUntil('that has a position', () => numbered(1));
    const [own, foreign] = [await listen(), await listen('', undefined, await createTenantByApi(api))];
    const conversationId = await writeInbound(api, tenant);
    await takeOver(conversationId);
    await own.got(2);
    expect(typesOf(own)).toEqual(['message.received', 'conversation.taken_over']);
    expect(own.events.every(({ data }) => data.tenantId === tenant.tenantId && data.data['conversationId'] !== earlier)).toBe(true);
    expect(foreign.events).toEqual([]);
  });

  it('goes on where a connection was lost: every event once and in order, at however many interruptions', async () => {
    const whole = await listen();
    const seen: string[] = [];
    let lastEventId: string | undefined = whole.lastEventId();
    const writing = (async () => {
      for (let count = 0; count < 40; count += 1) await writeInbound(api, tenant);
    })();
    while (seen.length < 40) {
      const stream = await listen('', lastEventId);
      await stream.got(Math.min(3, 40 - seen.length));
      stream.hangUp();
      await stream.ended;
      seen.push(...stream.events.map(({ id }) => id));
      lastEventId = stream.lastEventId();
    }
    await writing;
    await whole.got(40);
    expect(seen).toEqual(whole.events.map(({ id }) => id));
    expect(seen.map(Number)).toEqual(seen.map((_, index) => Number(seen[0]) + index));
  });

  it('is narrowed to a conversation and to kinds', async () => {
    const [one, other] = [await writeInbound(api, tenant), await writeInbound(api, tenant)];
    await waitUntil('both have positions', () => numbered(2));
    const [ofOne, takeOvers] = [await listen(`?conversationId=${one}`), await listen('?kinds=conversation.taken_over,channel.paused')];
    for (const conversationId of [other, one]) await takeOver(conversationId);
    await takeOvers.got(2);
    await ofOne.got(1);
    expect(takeOvers.events.map(({ data }) => data.data['conversationId'])).toEqual([other, one]);
    expect(ofOne.events.map(({ data }) => data.data['conversationId'])).toEqual([one]);
    expect((await openEventStream(api, tenant.keys.agent, '?kinds=nothing.known')).status).toBe(400);
  });

  it('ends within seconds when its key is revoked', async () => {
    const { body: key } = await api.call('post', '/v1/api-keys', { key: tenant.keys.owner, body: { name: 'Inbox', role: 'agent' } });
    const stream = await openEventStream(api, key.secret as string);
    await api.call('delete', `/v1/api-keys/${key.id}`, { key: tenant.keys.owner });
    await stream.ended;
    await writeInbound(api, tenant);
    expect(stream.events).toEqual([]);
  });

  it('says so when it cannot go on: events that are gone, an id that never was, too many listeners', async () => {
    for (let count = 0; count < 2; count += 1) await writeInbound(api, tenant);
    await waitUntil('both have positions', () => numbered(2));
    await withClient(api.superuserUrl, (client) => client.query(`delete from events where tenant_id = '${tenant.tenantId}'`));
    const statuses = await Promise.all(
      ['0', '9999', 'x'].map(async (id) => (await openEventStream(api, tenant.keys.agent, '', id)).status),
    );
    expect(statuses).toEqual([410, 400, 400]);
    for (let count = 0; count < 50; count += 1) expect((await listen()).status).toBe(200);
    expect((await listen()).status).toBe(429);
    streams[0]?.hangUp();
    await waitUntil('there is room again', async () => (await listen()).status === 200);
  });
});

it('streams end when the process goes down, and it does not wait for their clients', async () => {
  const going = await startTestApi();
  const { keys } = await createTenantByApi(going);
  const stream = await openEventStream(going, keys.agent);
  await going.stop();
  await stream.ended;
});

async function numbered(count: number): Promise<boolean> {
  const { rows } = await withClient(api.superuserUrl, (client) =>
    client.query<{ count: number }>(
      `select count(*)::int as count from events where tenant_id = '${tenant.tenantId}' and kind = 'message.received' and position is not null`,
    ),
  );
  return (rows[0]?.count ?? 0) >= count;
}
