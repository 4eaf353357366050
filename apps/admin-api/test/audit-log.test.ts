import type { Statement } from '@sylion/database';
import { newId } from '@sylion/schemas';
import { withClient } from '@sylion/testbed';

import type { Route } from '../src/route.ts';
import { routes } from '../src/routes/routes.ts';
import { askRoutes, nameOf, type AskRoute } from './ask-route.ts';
import { createTenantByApi, platformKey, startTestApi, type TestApi, type TestTenant } from './harness.ts';
import { planOf } from './plan-of.ts';
import { makeSamples } from './route-samples.ts';

interface Entry {
  readonly tenantId: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly action: string;
  readonly subjectId: string | null;
  readonly occurredAt: string;
  readonly before: object | null;
  readonly after: object | null;
  readonly requestId: string | null;
}

/** A question too long for a query, and readings that take a whole ledger or a whole person along. */
const exceptions: Readonly<Record<string, boolean>> = {
  'post /v1/erasures/verify': false,
  'get /v1/usage/records.csv': true,
  'get /v1/end-users/{id}/export': true,
};
const leavesEntry = (name: string): boolean => exceptions[name] ?? !name.startsWith('get ');
const secret = /syl_[\w-]{43}|very-secret-token|twilio-token/;

let api: TestApi;
let tenant: TestTenant;
let ask: AskRoute;
let statements: Statement[] = [];
beforeAll(async () => {
  api = await startTestApi({}, { onStatement: (statement) => statements.push(statement) });
  tenant = await createTenantByApi(api);
  ask = askRoutes(api, tenant, await makeSamples(api, tenant));
});
afterAll(() => api.stop());

const logged = async (query: string, key = tenant.keys.admin): Promise<Entry[]> =>
  (await api.call('get', `/v1/audit-log?${query}`, { key })).body.items;
const entriesOf = (requestId: string): Promise<Entry[]> =>
  api.database.asPlatform('look', ({ sql }) =>
    sql.selectFrom('auditLog').where('requestId', '=', requestId).selectAll().execute(),
  ) as Promise<unknown[]> as Promise<Entry[]>;
const call = async (route: Route) => {
  const response = await ask(route);
  return { response, entries: await entriesOf(String(response.headers['x-request-id'])) };
};

it('every write of the table leaves exactly one entry: who, in which request, what was and what is, no secret; reading leaves none', async () => {
  for (const route of routes.filter(({ stream }) => stream?.mediaType !== 'text/event-stream')) {
    const { response, entries } = await call(route); // an event stream has no end
    expect([nameOf(route), response.status]).toEqual([nameOf(route), route.status]);
    expect([nameOf(route), entries.length]).toEqual([nameOf(route), leavesEntry(nameOf(route)) ? 1 : 0]);
    for (const entry of entries) {
      expect([entry.actorKind, entry.actorId]).toEqual(
        route.permission.role === 'platform' ? ['platform', null] : ['api_key', tenant.keyId],
      );
      expect(JSON.stringify(entry)).not.toMatch(secret);
    }
  }
}, 120_000);

it('a change says of the fields that it names what they were and what they are', async () => {
  const path = `/v1/channels/${tenant.channelId}`;
  await api.call('patch', path, { key: tenant.keys.admin, body: { name: 'One' } });
  await api.call('patch', path, { key: tenant.keys.admin, body: { name: 'Two' } });
  await api.call('post', `${path}/pause`, { key: tenant.keys.admin });
  const [paused, changed] = await logged(`subjectId=${tenant.channelId}&limit=2`);
  expect(changed).toMatchObject({ action: 'channel.changed', before: { name: 'One' }, after: { name: 'Two' } });
  expect(paused).toMatchObject({ action: 'channel.status_changed', before: { status: 'active' }, after: { status: 'paused' } });
});

it('is filtered by what was done, to what, by whom and when, latest first, and each filter is an index’s', async () => {
  await fillLog();
  const [some] = await logged('action=noun.verb_3&limit=1');
  const filters = {
    [`action=noun.verb_4`]: ({ action }: Entry) => action === 'noun.verb_4',
    [`actorKind=api_key&actorId=actor-5`]: ({ actorId }: Entry) => actorId === 'actor-5',
    [`subjectId=${some?.subjectId}`]: ({ subjectId }: Entry) => subjectId === some?.subjectId,
    [`to=${some?.occurredAt}`]: ({ occurredAt }: Entry) => occurredAt < (some?.occurredAt ?? ''),
    [`from=${some?.occurredAt}&subjectKind=noun`]: ({ occurredAt }: Entry) => occurredAt >= (some?.occurredAt ?? ''),
  };
  for (const [query, fits] of Object.entries(filters)) {
    statements = [];
    const entries = await logged(`${query}&limit=20`);
    expect([query, entries.length > 0 || query.startsWith('to='), entries.every(fits)]).toEqual([query, true, true]);
    expect(entries).toEqual(entries.toSorted((one, other) => (one.occurredAt < other.occurredAt ? 1 : -1)));
    const [read] = statements.filter(({ sql }) => sql.includes('page_key'));
    expect((await planOf(api, tenant, read as Statement)).filter((node) => /Sort|Seq Scan/.test(node))).toEqual([]);
  }
  expect((await api.call('get', '/v1/audit-log?actorKind=nobody', { key: tenant.keys.admin })).status).toBe(400);
  expect(await logged('actorId=%00')).toEqual([]);
});

it('is a tenant’s own; the platform reads those of all', async () => {
  const other = await createTenantByApi(api);
  const own = await logged('limit=200', other.keys.admin);
  expect(new Set(own.map(({ tenantId }) => tenantId))).toEqual(new Set([other.tenantId]));
  expect(await logged(`actorId=${tenant.keyId}`, other.keys.admin)).toEqual([]);
  const all = async (query: string): Promise<Entry[]> =>
    (await api.call('get', `/v1/platform/audit-log?${query}`, { key: platformKey })).body.items;
  expect(new Set((await all('action=tenant.created&limit=200')).map(({ tenantId }) => tenantId))).toContain(tenant.tenantId);
  expect((await all(`tenantId=${other.tenantId}&limit=200`)).map(({ tenantId }) => tenantId)).toEqual(own.map(() => other.tenantId));
});

it('cannot be rewritten by a tenant: its role may only append', async () => {
  for (const work of ['update audit_log set action = $$nothing$$', 'delete from audit_log', 'truncate audit_log'])
    await expect(inTenant(work)).rejects.toThrow(/permission denied/);
  await expect(
    inTenant(
      `insert into audit_log (tenant_id, id, actor_kind, action, subject_kind) values ('${newId()}', '${newId()}', 'system', 'x', 'x')`,
    ),
  ).rejects.toThrow(/row-level security/);
});

const inTenant = (statement: string): Promise<unknown> =>
  withClient(api.superuserUrl, (client) =>
    client.query(`begin; set local role sylion_tenant; set local app.tenant_id = '${tenant.tenantId}'; ${statement}`),
  );
/** So many entries that the planner has a choice. */
const fillLog = (): Promise<unknown> =>
  withClient(api.superuserUrl, (client) =>
    client.query(`
      insert into audit_log (tenant_id, id, occurred_at, actor_kind, actor_id, action, subject_kind, subject_id)
        select '${tenant.tenantId}', gen_random_uuid(), now() - i * interval '1 second', 'api_key', 'actor-' || i % 9, 'noun.verb_' || i % 9,
          'noun', gen_random_uuid() from generate_series(1, 2000) i;
      analyze audit_log;`),
  );
