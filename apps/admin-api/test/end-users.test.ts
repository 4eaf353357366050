import { changeConsent, claimBubble, insertOutbound, lockToWrite, type Statement } from '@sylion/database';
import { newId } from '@sylion/schemas';

import { fillLists } from './fill-lists.ts';
import { createTenantByApi, startTestApi, writeInbound, type TestApi, type TestTenant } from './harness.ts';
import { explain } from './plan-of.ts';

let api: TestApi;
let tenant: TestTenant;
let statements: Statement[] = [];
beforeAll(async () => {
  api = await startTestApi({}, { onStatement: (statement) => statements.push(statement) });
  tenant = await createTenantByApi(api);
});
afterAll(() => api.stop());

const call = (method: 'get' | 'post' | 'patch', path: string, body?: unknown) => api.call(method, path, { key: tenant.keys.agent, body });
const inTenant = <Result>(work: Parameters<typeof api.database.asTenant<Result>>[1]) => api.database.asTenant(tenant.tenantId, work);
const endUserOf = (conversationId: string): Promise<{ endUserId: string; epoch: number }> =>
  inTenant(({ sql, tenantId }) =>
    sql
      .selectFrom('conversations')
      .where('tenantId', '=', tenantId)
      .where('id', '=', conversationId)
      .select(['endUserId', 'epoch'])
      .executeTakeFirstOrThrow(),
  );
const found = async (query: string): Promise<string[]> => {
  const { status, body } = await call('get', `/v1/end-users?${query}`);
  expect([status, body.detail]).toEqual([200, undefined]);
  return body.items.map(({ displayName }: { displayName: string | null }) => displayName ?? '');
};

describe('searching', () => {
  beforeAll(async () => {
    const people = [
      { displayName: 'Élodie Petit', phone: '+33611000001', username: 'elodie.petit', bsuid: 'FR.aaa1' },
      { displayName: 'ELODIE Grand', phone: '+33611000002', username: 'elodieg', bsuid: 'FR.aaa2' },
      { displayName: 'Éric', phone: '+33622000003', username: null, bsuid: null },
    ];
    for (const person of people) await writeInbound(api, tenant, person);
    await writeInbound(api, await createTenantByApi(api), { displayName: 'Élodie of others', phone: '+33611000001' });
  });

  it.each([
    ['name=elodie', ['ELODIE Grand', 'Élodie Petit']],
    ['name=%C3%89LODIE%20P', ['Élodie Petit']],
    ['name=petit', []],
    ['phone=%2B33%206%2011', ['Élodie Petit', 'ELODIE Grand']],
    ['phone=33622000003', ['Éric']],
    ['phone=611', []],
    ['username=@elodie.', ['Élodie Petit']],
    ['bsuid=FR.aaa2', ['ELODIE Grand']],
    ['bsuid=FR.aaa', []],
    ['name=elodie&limit=1', ['ELODIE Grand']],
  ])('%s finds %j, in this tenant only', async (query, names) => expect(await found(query)).toEqual(names));

  it('refuses what it cannot search for, without repeating it', async () => {
    for (const query of ['phone=33', 'phone=secret-person', 'name=a&phone=336', 'username=@', 'isBlocked=maybe']) {
      const response = await call('get', `/v1/end-users?${query}`);
      expect([query, response.status]).toEqual([query, 400]);
      expect(response.text).not.toContain('secret-person');
    }
  });

  it('shows all identities of each', async () => {
    const { body } = await call('get', '/v1/end-users?name=elodie%20p');
    expect(body.items[0].identities.map(({ kind, value }: { kind: string; value: string }) => [kind, value]).sort()).toEqual([
      ['bsuid', 'FR.aaa1'],
      ['phone', '+33611000001'],
      ['username', 'elodie.petit'],
    ]);
  });

  it('walks a range of an index and sorts nothing, on the first page and on later ones', async () => {
    const [knowledgeBase, conversationId] = await Promise.all([
      api.call('post', '/v1/knowledge-bases', { key: tenant.keys.admin, body: { name: 'Menu' } }),
      writeInbound(api, tenant),
    ]);
    await fillLists(api, tenant, { knowledgeBaseId: knowledgeBase.body.id, conversationId });
    for (const [query, index] of [
      ['name=e', 'end_users_by_name'],
      ['phone=336', 'end_user_identities_by_prefix'],
      ['username=e', 'end_user_identities_by_prefix'],
      ['isBlocked=true', 'end_users_blocked'],
      ['isOptedOut=true', 'end_users_opted_out'],
    ] as const) {
      statements = [];
      const { nextCursor } = (await call('get', `/v1/end-users?${query}&limit=1`)).body;
      if (nextCursor !== null) await call('get', `/v1/end-users?${query}&limit=1&cursor=${nextCursor}`);
      const pages = statements.filter(({ sql }) => sql.includes('page_key'));
      expect(pages).toHaveLength(nextCursor === null ? 1 : 2);
      for (const page of pages) {
        const plan = (await explain(api, tenant, page)).join('\n');
        expect(plan).toContain(`using ${index}`);
        expect(plan).not.toMatch(/Sort|Seq Scan/);
        if (query.startsWith('name')) expect(plan).toMatch(/Index Cond: .*search_name >= .*search_name </);
        if (query.startsWith('phone')) expect(plan).toMatch(/Index Cond: .*value\)?::?.* >= .* </);
      }
    }
  });
});

describe('an end user', () => {
  let conversationId: string;
  let endUserId: string;
  let phone: string;
  const path = (action = '') => `/v1/end-users/${endUserId}${action}`;
  const epoch = async () => (await endUserOf(conversationId)).epoch;
  const assistantSays = async (text: string) =>
    inTenant(async (scope) =>
      insertOutbound(scope, {
        messageId: newId(),
        conversationId,
        channelId: tenant.channelId,
        author: 'assistant',
        content: { kind: 'text', text },
        epoch: (await lockToWrite(scope, conversationId))?.epoch ?? -1,
      }),
    );
  const nextStep = () =>
    inTenant((scope) =>
      claimBubble(scope, conversationId, {
        render: (text) => [text],
        sendTimeoutMs: 10_000,
        graceMs: 10_000,
        listeningMs: () => Infinity,
        typingIntervalMs: 20_000,
      }),
    );
  const bubbles = () =>
    inTenant(({ sql, tenantId }) =>
      sql
        .selectFrom('messages')
        .where('tenantId', '=', tenantId)
        .where('conversationId', '=', conversationId)
        .where('direction', '=', 'outbound')
        .select(['state', 'stateReason'])
        .orderBy('seq')
        .execute(),
    );

  beforeEach(async () => {
    phone = `+3377${String(Number.parseInt(newId().slice(-10), 16))
      .slice(-8)
      .padStart(8, '0')}`;
    conversationId = await writeInbound(api, tenant, { displayName: 'Camille', phone });
    ({ endUserId } = await endUserOf(conversationId));
  });

  it('keeps the name that an admin gave, until that is taken back', async () => {
    const changed = await call('patch', path(), { displayName: 'Camille Roux', notes: 'Allergique aux noix' });
    expect(changed.body).toMatchObject({ displayName: 'Camille Roux', notes: 'Allergique aux noix', isNameKept: true });
    await writeInbound(api, tenant, { displayName: 'camille 🌸', phone });
    expect((await call('get', path())).body).toMatchObject({ displayName: 'Camille Roux', conversations: [{ id: conversationId }] });
    await call('patch', path(), { displayName: null });
    await writeInbound(api, tenant, { displayName: 'camille 🌸', phone });
    expect((await call('get', path())).body).toMatchObject({ displayName: 'camille 🌸', isNameKept: false, notes: 'Allergique aux noix' });
  });

  it.each([
    ['block', 'unblock', 'blockedAt'],
    ['opt-out', 'opt-in', 'optedOutAt'],
  ] as const)('%s takes back what the assistant was about to say, and %s lets it speak again', async (stop, go, field) => {
    await assistantSays('about to leave');
    const stopped = await call('post', path(`/${stop}`));
    expect([stopped.status, Object.keys(stopped.body).sort()]).toEqual([200, ['blockedAt', 'id', 'optedOutAt']]);
    expect(stopped.body[field]).not.toBeNull();
    expect(await epoch()).toBe(1);
    expect(await bubbles()).toEqual([{ state: 'cancelled', stateReason: 'epoch_changed' }]);
    expect((await call('post', path(`/${stop}`))).body[field]).toBe(stopped.body[field]);
    expect(await epoch()).toBe(1);
    expect(await found(`${field === 'blockedAt' ? 'isBlocked' : 'isOptedOut'}=true&limit=1`)).toEqual(['Camille']);
    expect((await call('post', path(`/${go}`))).body[field]).toBeNull();
    expect(await epoch()).toBe(2);
    await assistantSays('leaves');
    expect(await nextStep()).toMatchObject({ kind: 'send' });
  });

  it('who is blocked gets no bubble that was made before they were, whoever wrote it', async () => {
    await call('post', `/v1/conversations/${conversationId}/take-over`);
    await call('post', `/v1/conversations/${conversationId}/messages`, { text: 'Ici Paul.' });
    await call('post', path('/block'));
    expect((await nextStep()).kind).toBe('idle');
    expect(await bubbles()).toEqual([{ state: 'cancelled', stateReason: 'end_user_blocked' }]);
  });

  it('opted out by themselves or by an admin is the same', async () => {
    await inTenant((scope) => changeConsent(scope, { endUserId, isOptedOut: true, actor: { kind: 'end_user', id: endUserId } }));
    expect((await call('post', path('/opt-out'))).body.optedOutAt).not.toBeNull();
    expect(await epoch()).toBe(1);
  });

  it('leaves a trace of every change, and nothing of who they are', async () => {
    await call('patch', path(), { displayName: 'Camille Roux', notes: 'Allergique' });
    for (const action of ['block', 'unblock', 'opt-out', 'opt-in']) await call('post', path(`/${action}`));
    const entries = await inTenant(({ sql, tenantId }) =>
      sql.selectFrom('auditLog').where('tenantId', '=', tenantId).where('subjectId', '=', endUserId).selectAll().orderBy('id').execute(),
    );
    expect(entries.map(({ action, actorKind }) => [action, actorKind])).toEqual(
      ['changed', 'blocked', 'unblocked', 'opted_out', 'opted_in'].map((action) => [`end_user.${action}`, 'api_key']),
    );
    expect(entries.every(({ requestId }) => requestId !== null)).toBe(true);
    for (const personal of ['Camille', 'Roux', 'Allergique', phone]) expect(JSON.stringify(entries)).not.toContain(personal);
  });
});
