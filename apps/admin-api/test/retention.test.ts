import { chargeUsage, deleteAgedMessages, markMediaReady, recordInbound, saveSummary, setRetention } from '@sylion/database';
import { newId, type RetentionPeriods } from '@sylion/schemas';
import { rowsOf, startTurn, waitUntil, withClient } from '@sylion/testbed';

import { findText } from './find-text.ts';
import { createTenantByApi, startTestApi, writeInbound, type TestApi, type TestTenant } from './harness.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ SWEEP_INTERVAL_MS: '100', MEDIA_SETTLE_MS: '1' });
});
afterAll(() => api.stop());

const query = <Row extends object>(text: string): Promise<Row[]> => withClient(api.superuserUrl, (client) => rowsOf<Row>(client, text));
const get = async ({ keys }: TestTenant, path: string) => (await api.call('get', path, { key: keys.admin })).body;
const put = (tenant: TestTenant, policy: Partial<RetentionPeriods>, headers = {}) =>
  api.call('put', '/v1/retention', { key: tenant.keys.admin, body: policy, headers });
/** Sets a policy and waits until a sweep has enforced it. */
async function enforce(tenant: TestTenant, policy: Partial<RetentionPeriods>): Promise<void> {
  await query(`update retention_policies set swept_at = null where tenant_id = '${tenant.tenantId}'`);
  expect((await put(tenant, policy)).status).toBe(200);
  await waitUntil('a sweep has ended', async () => (await get(tenant, '/v1/retention')).sweptAt !== null);
}
const daysAgo = (days: number, minutes = 0): string => `now() - interval '${days} days ${minutes} minutes'`;

/** Everything of a conversation happened then. */
const age = (conversationId: string, then: string) =>
  query(`
    update messages set created_at = ${then}, state = case direction when 'inbound' then 'answered' else 'sent' end where conversation_id = '${conversationId}';
    update message_media set created_at = ${then} where conversation_id = '${conversationId}';
    update turns set started_at = ${then}, state = 'replied' where conversation_id = '${conversationId}';
    update end_users set created_at = ${then} where id = (select end_user_id from conversations where id = '${conversationId}');
    update conversations set created_at = ${then}, last_message_at = ${then}, claimed_until = null where id = '${conversationId}'`);

/** A conversation with `mark` wherever words of it are kept: two messages, a photo, a turn that searched, a summary, a provider event. */
async function talk(tenant: TestTenant, mark: string) {
  const { tenantId, channelId, assistantId } = tenant;
  const who = { phone: `+336${newId().replaceAll(/\D/g, '').slice(-8).padStart(8, '0')}`, displayName: 'Zoé' };
  const [mediaId, turnId, providerMessageId] = [newId(), newId(), `wamid.${newId()}`];
  const first = { ...who, providerMessageId, text: `Text-${mark}` };
  const conversationId = await writeInbound(api, tenant, first);
  const media = { providerMediaId: 'm', mimeType: 'image/jpeg', filename: `File-${mark}.jpg` };
  await writeInbound(api, tenant, { ...who, mediaId, media, kind: 'image', content: { kind: 'image', caption: `Caption-${mark}` } });
  const objectPath = `media/${conversationId}/${mediaId}`;
  const { uri: objectUri } = await api.store.write(tenantId, objectPath, Buffer.from(mark), { contentType: 'image/jpeg' });
  await api.database.asTenant(tenantId, async (scope) => {
    await markMediaReady(scope, mediaId, { objectPath, objectUri, sizeBytes: 1, mimeType: 'image/jpeg' });
    await startTurn(scope, { turnId, conversationId, assistantId, assistantVersion: 1, epoch: 0, leaseMs: 60_000 });
    await chargeUsage(scope, [{ id: newId(), metric: 'replies', amount: 1, idempotencyKey: `turn:${turnId}`, turnId }]);
    await saveSummary(scope, { conversationId, summary: `Summary-${mark}`, throughSeq: 2 });
  });
  await query(`
    update messages set turn_id = '${turnId}' where conversation_id = '${conversationId}';
    update turns set retrieval = '{"question":"Question-${mark}"}' where id = '${turnId}'`);
  const payload = { user: { wa_id: who.phone.slice(1), said: `Event-${mark}` } };
  const event = { tenantId, id: newId(), channelId, field: 'x', outcome: 'ignored', reason: 'x', payload } as const;
  await recordInbound(api.database, { messages: [], statuses: [], events: [event] });
  await query(`update provider_events set received_at = ${daysAgo(9)} where id = '${event.id}'`);
  const write = (text: string) => writeInbound(api, tenant, { ...who, text });
  const redeliver = () =>
    writeInbound(api, tenant, first).then(
      () => 'stored',
      (error: Error) => error.message,
    );
  return { conversationId, objectPath, turnId, write, redeliver };
}
const everywhere = ['conversations.summary', 'message_media.filename', 'messages.content', 'provider_events.payload', 'turns.retrieval'];
const textsOf = async (conversationId: string): Promise<(string | null)[]> =>
  (
    await query<{ text: string | null }>(
      `select coalesce(content ->> 'text', content ->> 'caption') as text from messages where conversation_id = '${conversationId}' order by seq`,
    )
  ).map(({ text }) => text);
const objects = async ({ tenantId }: TestTenant): Promise<number> => {
  const response = await fetch(`${api.gcsUrl}/storage/v1/b/test-bucket/o?prefix=tenants/${tenantId}/media/`);
  return ((await response.json()) as { items?: unknown[] }).items?.length ?? 0;
};

describe('a policy', () => {
  it('takes exactly what is older, with every trace of it, and nothing of other tenants; the conversation goes on', async () => {
    const [tenant, other] = [await createTenantByApi(api), await createTenantByApi(api)];
    const [old, foreign] = [await talk(tenant, 'Ancien'), await talk(other, 'Voisin')];
    for (const { conversationId } of [old, foreign]) await age(conversationId, daysAgo(7, 1));
    await old.write('Recent');
    await query(`update messages set created_at = ${daysAgo(6, 23 * 60 + 58)}, state = 'answered' where content ->> 'text' = 'Recent'`);
    await old.write('Unanswered');
    await query(`update messages set created_at = ${daysAgo(8)} where content ->> 'text' = 'Unanswered'`);
    expect(await findText(api.superuserUrl, 'Ancien')).toEqual(everywhere);

    await enforce(tenant, { messagesDays: 7, providerEventsDays: 7 });
    expect(await findText(api.superuserUrl, 'Ancien')).toEqual([]);
    expect(await textsOf(old.conversationId)).toEqual(['Recent', 'Unanswered']);
    expect(await findText(api.superuserUrl, 'Voisin')).toEqual(everywhere);
    expect([await objects(tenant), await objects(other)]).toEqual([0, 1]);
    expect(await old.redeliver()).toContain('erased');
    await old.write('Bonjour encore');
    expect((await textsOf(old.conversationId)).at(-1)).toBe('Bonjour encore');
    const [conversation] = await query(
      `select summary, summary_through_seq, next_seq from conversations where id = '${old.conversationId}'`,
    );
    expect(conversation).toEqual({ summary: null, summary_through_seq: 2, next_seq: 6 });
  });

  it('takes turns and leaves what they cost, and media files and leaves their messages', async () => {
    const tenant = await createTenantByApi(api);
    const [old, recent] = [await talk(tenant, 'Vieux'), await talk(tenant, 'Neuf')];
    await age(old.conversationId, daysAgo(3));
    await age(recent.conversationId, daysAgo(1));
    await enforce(tenant, { turnsDays: 2, mediaDays: 2 });
    const ledger = await query(
      `select amount, turn_id from usage_records where tenant_id = '${tenant.tenantId}' order by turn_id nulls first`,
    );
    expect(ledger).toEqual([
      { amount: '1', turn_id: null },
      { amount: '1', turn_id: recent.turnId },
    ]);
    expect(await query(`select id from turns where tenant_id = '${tenant.tenantId}'`)).toEqual([{ id: recent.turnId }]);
    const messages = (await get(tenant, `/v1/conversations/${old.conversationId}/messages`)).items;
    expect(messages).toHaveLength(2);
    expect(messages[1].media).toMatchObject({ state: 'failed', stateReason: 'expired' });
    expect(await objects(tenant)).toBe(1);
  });

  it('waits for the turn that may be summing up what is to go', async () => {
    const tenant = await createTenantByApi(api);
    const { conversationId } = await talk(tenant, 'Occupe');
    await age(conversationId, daysAgo(9));
    await query(`update conversations set claimed_until = now() + interval '1 hour' where id = '${conversationId}'`);
    await put(tenant, { messagesDays: 7 });
    const isOver = `select from retention_policies where tenant_id = '${tenant.tenantId}' and next_sweep_at between now() and now() + interval '2 minutes'`;
    await waitUntil('a sweep has passed by', async () => (await query(isOver)).length === 1);
    expect(await textsOf(conversationId)).toHaveLength(2);
    expect((await get(tenant, '/v1/retention')).sweptAt).toBeNull();
    await query(`update conversations set claimed_until = null where id = '${conversationId}'`);
    await enforce(tenant, { messagesDays: 7 });
    expect(await textsOf(conversationId)).toEqual([]);
  });

  it('is finished by the next process when one was killed in the middle', async () => {
    const tenant = await createTenantByApi(api);
    const [begun, untouched] = [await talk(tenant, 'Moitie'), await talk(tenant, 'Moitie')];
    for (const { conversationId } of [begun, untouched]) await age(conversationId, daysAgo(9));
    const everything = { mediaDays: null, turnsDays: null, providerEventsDays: null, hitTestsDays: null, endUsersDays: null };
    await api.database.asTenant(tenant.tenantId, async (scope) => {
      await setRetention(scope, { ...everything, messagesDays: 7 });
      await scope.sql
        .updateTable('retentionPolicies')
        .set({ nextSweepAt: new Date(Date.now() + 60_000) })
        .where('tenantId', '=', tenant.tenantId)
        .execute();
    });
    await api.store.remove(tenant.tenantId, untouched.objectPath);
    const [message] = await query<{ id: string }>(
      `select id from messages where conversation_id = '${begun.conversationId}' and kind = 'text'`,
    );
    const dying = { conversationId: begun.conversationId, messageIds: [String(message?.id)] };
    expect(await api.database.asTenant(tenant.tenantId, (scope) => deleteAgedMessages(scope, dying))).toBe(1);
    await query(`update retention_policies set next_sweep_at = now() where tenant_id = '${tenant.tenantId}'`);
    await waitUntil('a sweep has ended', async () => (await get(tenant, '/v1/retention')).sweptAt !== null);
    expect([await textsOf(begun.conversationId), await textsOf(untouched.conversationId)]).toEqual([[], []]);
    expect(await objects(tenant)).toBe(0);
  });

  it('erases who was idle for too long, with a certificate, and remembers who is blocked or opted out', async () => {
    const tenant = await createTenantByApi(api);
    const [idle, blocked, optedOut, back] = [
      await talk(tenant, 'Idle'),
      await talk(tenant, 'B'),
      await talk(tenant, 'O'),
      await talk(tenant, 'A'),
    ];
    for (const { conversationId } of [idle, blocked, optedOut, back]) await age(conversationId, daysAgo(31));
    const endUserOf = async ({ conversationId }: { conversationId: string }) =>
      (await get(tenant, `/v1/conversations/${conversationId}`)).endUserId as string;
    const idleId = await endUserOf(idle);
    await api.call('post', `/v1/end-users/${await endUserOf(blocked)}/block`, { key: tenant.keys.admin });
    await api.call('post', `/v1/end-users/${await endUserOf(optedOut)}/opt-out`, { key: tenant.keys.admin });
    await back.write('Me revoilà');
    await enforce(tenant, { endUsersDays: 30 });
    await waitUntil('the erasure is done', async () => (await get(tenant, '/v1/erasures')).items[0]?.state === 'done');
    const { items } = await get(tenant, '/v1/erasures');
    expect(items.map(({ endUserId }: { endUserId: string }) => endUserId)).toEqual([idleId]);
    expect(items[0].certificate).toMatchObject({
      requestedBy: { kind: 'system', id: 'retention' },
      erased: { objects: 1, rows: { end_users: 1, messages: 2, provider_events: 1 } },
    });
    expect(await findText(api.superuserUrl, '-Idle')).toEqual([]);
    expect((await get(tenant, '/v1/end-users')).items).toHaveLength(3);
  });

  it('is changed as it was seen, from none at all as well', async () => {
    const tenant = await createTenantByApi(api);
    const seen = await api.call('get', '/v1/retention', { key: tenant.keys.viewer });
    expect(seen.body).toMatchObject({ messagesDays: null, endUsersDays: null, sweptAt: null });
    const ifMatch = { 'if-match': String(seen.headers['etag']) };
    expect((await put(tenant, { messagesDays: 30 }, ifMatch)).body).toMatchObject({ messagesDays: 30, mediaDays: null });
    expect((await put(tenant, {}, ifMatch)).status).toBe(412);
    expect((await put(tenant, { messagesDays: 0 })).status).toBe(400);
  });
});
