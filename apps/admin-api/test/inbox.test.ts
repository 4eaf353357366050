import { changeSpeaker, insertOutbound, type Statement } from '@sylion/database';
import { newId } from '@sylion/schemas';
import { withClient } from '@sylion/testbed';

import { createTenantByApi, startTestApi, writeInbound, type TestApi, type TestTenant } from './harness.ts';
import { explain } from './plan-of.ts';

interface Conversation {
  id: string;
  state: string;
  handledBy: string;
  closedAt: string | null;
  unansweredSince: string | null;
  unansweredCount: number;
  lastInboundAt: string;
  serviceWindowEndsAt: string;
}

let api: TestApi;
let tenant: TestTenant;
let statements: Statement[] = [];

beforeAll(async () => {
  api = await startTestApi({}, { onStatement: (statement) => statements.push(statement) });
});
beforeEach(async () => {
  tenant = await createTenantByApi(api);
});
afterAll(() => api.stop());

const get = async (path: string) => (await api.call('get', `/v1/conversations${path}`, { key: tenant.keys.agent })).body;
const act = (id: string, action: string, body?: unknown) =>
  api.call('post', `/v1/conversations/${id}/${action}`, { key: tenant.keys.agent, body });
const list = async (query = ''): Promise<string[]> => (await get(`?${query}`)).items.map(({ id }: Conversation) => id);
const show = (id: string): Promise<Conversation> => get(`/${id}`);
const person = (phone: string, displayName = 'Zoé') => ({ phone, displayName, endUserId: newId() });
const say = (conversationId: string, author: 'assistant' | 'human' | 'system') =>
  api.database.asTenant(tenant.tenantId, (scope) =>
    insertOutbound(scope, {
      messageId: newId(),
      conversationId,
      channelId: tenant.channelId,
      author,
      content: { kind: 'text', text: 'Oui' },
      epoch: 0,
    }),
  );

describe('who waits', () => {
  it('is counted from the first message that nobody answered, until somebody does', async () => {
    const id = await writeInbound(api, tenant, person('+33611111111'));
    const first = await show(id);
    await writeInbound(api, tenant, person('+33611111111'));
    expect(await show(id)).toMatchObject({ unansweredCount: 2, unansweredSince: first.unansweredSince, state: 'open' });
    await say(id, 'assistant');
    expect(await show(id)).toMatchObject({ unansweredCount: 0, unansweredSince: null });
  });

  it('still waits for the human after the assistant handed over', async () => {
    const id = await writeInbound(api, tenant);
    await api.database.asTenant(tenant.tenantId, async (scope) => {
      await changeSpeaker(scope, { conversationId: id, handledBy: 'human', actor: { kind: 'system' }, reason: 'asked_for_a_human' });
    });
    await say(id, 'assistant');
    expect(await show(id)).toMatchObject({ handledBy: 'human', unansweredCount: 1 });
    expect(await get('/counts')).toMatchObject({ open: 1, handledByHuman: 1, unanswered: 1, unansweredByHuman: 1 });
    await act(id, 'messages', { text: 'Ici Paul.' });
    expect(await get('/counts')).toEqual({ open: 1, handledByHuman: 1, unanswered: 0, unansweredByHuman: 0, unansweredSince: null });
  });

  it('is told where until when free-form messages may be sent', async () => {
    const { lastInboundAt, serviceWindowEndsAt } = await show(await writeInbound(api, tenant, { ageMs: 3_600_000 }));
    expect(Date.parse(serviceWindowEndsAt) - Date.parse(lastInboundAt)).toBe(24 * 3_600_000);
  });
});

describe('closing', () => {
  it('ends the waiting and lasts until the end user writes again; the assistant answers then', async () => {
    const id = await writeInbound(api, tenant, person('+33622222222'));
    await act(id, 'take-over');
    const closed = await act(id, 'close', { note: 'Settled on the phone' });
    expect(closed.body).toMatchObject({ state: 'closed', handledBy: 'assistant', unansweredCount: 0, epoch: 2 });
    expect((await act(id, 'close', {})).body).toEqual(closed.body);
    expect([await list('state=open'), await list('state=closed')]).toEqual([[], [id]]);
    await writeInbound(api, tenant, { ...person('+33622222222'), state: 'skipped', stateReason: 'reaction', opensWindow: false });
    expect(await show(id)).toMatchObject({ state: 'closed' });
    await writeInbound(api, tenant, person('+33622222222'));
    expect(await show(id)).toMatchObject({ state: 'open', closedAt: null, handledBy: 'assistant', unansweredCount: 1 });
  });

  it('is in the audit log once, with its note', async () => {
    const id = await writeInbound(api, tenant);
    await act(id, 'close', { note: 'Spam' });
    await act(id, 'close', {});
    const entries = await api.database.asTenant(tenant.tenantId, ({ sql, tenantId }) =>
      sql
        .selectFrom('auditLog')
        .where('tenantId', '=', tenantId)
        .where('action', '=', 'conversation.closed')
        .select(['subjectId', 'after', 'actorKind'])
        .execute(),
    );
    expect(entries).toEqual([{ subjectId: id, after: { note: 'Spam' }, actorKind: 'api_key' }]);
  });

  it('is undone by a human who takes the conversation over', async () => {
    const id = await writeInbound(api, tenant);
    await act(id, 'close', {});
    expect((await act(id, 'take-over')).body).toMatchObject({ state: 'open', handledBy: 'human' });
  });
});

describe('a human’s message', () => {
  it('quotes a message of the conversation, and of no other', async () => {
    const [id, other] = [await writeInbound(api, tenant, { providerMessageId: 'wamid.asked' }), await writeInbound(api, tenant)];
    await act(id, 'take-over');
    const idOfFirst = async (conversation: string) => (await get(`/${conversation}/messages`)).items[0].id as string;
    expect((await act(id, 'messages', { text: 'Oui', replyTo: await idOfFirst(other) })).status).toBe(404);
    const { body } = await act(id, 'messages', { text: 'Oui', replyTo: await idOfFirst(id) });
    const sent = await api.database.asTenant(tenant.tenantId, ({ sql, tenantId }) =>
      sql.selectFrom('messages').where('tenantId', '=', tenantId).where('id', '=', body.id).select('replyTo').executeTakeFirst(),
    );
    expect(sent?.replyTo).toBe('wamid.asked');
  });
});

describe('the list', () => {
  it('is filtered by everything at once, and searched by the end user', async () => {
    const ana = await writeInbound(api, tenant, { ...person('+33633333331', 'Ana Müller'), username: 'ana.m' });
    const bob = await writeInbound(api, tenant, person('+33633333332', 'Bob'));
    const eve = await writeInbound(api, tenant, { ...person('+4930123456', 'Eve'), bsuid: 'DE.7' });
    const foreign = await createTenantByApi(api);
    await writeInbound(api, foreign, person('+33633333331', 'Ana Müller'));
    await act(bob, 'take-over');
    await say(eve, 'assistant');
    const { endUserId } = (await get(`/${ana}`)) as { endUserId: string };
    const now = encodeURIComponent(new Date(Date.now() + 60_000).toISOString());
    const found = {
      'handledBy=human': [bob],
      'handledBy=human&state=closed': [],
      'handledBy=assistant&unansweredSeconds=0': [ana],
      'unansweredSeconds=0': [ana, bob],
      'unansweredSeconds=3600': [],
      [`assistantId=${tenant.assistantId}`]: [eve, bob, ana],
      [`assistantId=${foreign.assistantId}`]: [],
      [`endUserId=${endUserId}`]: [ana],
      [`activeSince=${now}`]: [],
      'name=ana%20mu': [ana],
      'phone=336333': [ana, bob],
      'phone=%2B33 6 33 33 33 32': [bob],
      'username=%40ana': [ana],
      'bsuid=DE.7': [eve],
      'phone=336333&handledBy=human': [bob],
    };
    for (const [query, ids] of Object.entries(found)) expect([query, await list(query)]).toEqual([query, ids]);
    expect((await get('?phone=336333&name=x')).code).toBe('invalid_request');
    expect((await get('?phone=336333&unansweredSeconds=1')).code).toBe('invalid_request');
  });

  it('gives each one once, page by page, whatever the filter', async () => {
    const ids = [];
    for (let number = 0; number < 5; number += 1) ids.push(await writeInbound(api, tenant, person(`+3364444444${number}`, 'Same Name')));
    for (const query of ['unansweredSeconds=0', 'name=same', 'phone=33644', 'state=open']) {
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: { items: Conversation[]; nextCursor: string | null } = await get(`?${query}&limit=2${cursor && `&cursor=${cursor}`}`);
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      expect([query, seen.toSorted()]).toEqual([query, ids.toSorted()]);
    }
  });
});

describe('with many conversations', () => {
  const size = 8_000;
  let large: TestTenant;
  beforeAll(async () => {
    large = await createTenantByApi(api);
    await withClient(api.superuserUrl, (client) =>
      client.query(`
        insert into end_users (tenant_id, id, display_name) select '${large.tenantId}', gen_random_uuid(), 'Name ' || i from generate_series(1, ${size}) i;
        insert into end_user_identities (tenant_id, id, end_user_id, kind, value)
          select tenant_id, gen_random_uuid(), id, 'phone', '+33' || lpad((row_number() over ())::text, 9, '0') from end_users where tenant_id = '${large.tenantId}';
        insert into conversations (tenant_id, id, channel_id, end_user_id, last_message_at, handled_by, closed_at, unanswered_since)
          select tenant_id, gen_random_uuid(), '${large.channelId}', id, now() - i * interval '1 minute', case when i % 50 = 0 then 'human' else 'assistant' end,
            case when i % 40 > 0 then now() end, case when i % 40 = 0 then now() - i * interval '1 second' end
          from (select tenant_id, id, row_number() over () as i from end_users where tenant_id = '${large.tenantId}') numbered;
        analyze;`),
    );
  });
  beforeEach(() => {
    tenant = large;
  });

  it('every filter and search is served by an index that leads to its first row', async () => {
    const served: Record<string, RegExp> = {
      'state=open': /conversations_open/,
      'state=closed': /conversations_(closed|by_activity)/,
      'handledBy=human': /conversations_of_humans/,
      'unansweredSeconds=60': /conversations_unanswered/,
      [`channelId=${large.channelId}`]: /conversations_by_(channel|activity)/,
      [`assistantId=${large.assistantId}`]: /conversations_by_(channel|activity)/,
      [`activeSince=${encodeURIComponent(new Date(Date.now() - 3_600_000).toISOString())}`]: /conversations_by_activity/,
      'name=name%20777': /end_users_by_name/,
      'phone=33000007': /end_user_identities_by_prefix/,
    };
    for (const [query, index] of Object.entries(served)) {
      statements = [];
      expect((await get(`?${query}&limit=5`)).items.length).toBeGreaterThan(0);
      const [read] = statements.filter(({ sql }) => sql.includes('page_key'));
      const plan = (await explain(api, tenant, read as Statement)).join('\n');
      expect([query, plan]).toEqual([query, expect.stringMatching(index)]);
      expect([query, plan]).toEqual([query, expect.not.stringMatching(/Seq Scan|(?<!Incremental )Sort\b(?! Key)/)]);
    }
  });

  it('the counts stop at a thousand', async () => {
    await withClient(api.superuserUrl, (client) => client.query('update conversations set closed_at = null, unanswered_since = null'));
    expect(await get('/counts')).toMatchObject({ open: 1_000, handledByHuman: size / 50, unanswered: 0 });
  });
});
