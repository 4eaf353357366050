import {
  eraseFromDatabase,
  markMediaReady,
  recordInbound,
  requestErasure,
  resolveEndUser,
  chargeUsage,
  reserveQuota,
  type InboundMessage,
} from '@sylion/database';
import { newId, type ErasureCertificate } from '@sylion/schemas';
import { startTurn, waitUntil, withClient } from '@sylion/testbed';

import { createTenantByApi, platformKey, startTestApi, writeInbound, type TestApi, type TestTenant } from './harness.ts';

const mediaSettleMs = 1_500;
let api: TestApi;
let tenant: TestTenant;
beforeAll(async () => {
  api = await startTestApi({ SWEEP_INTERVAL_MS: '100', MEDIA_SETTLE_MS: String(mediaSettleMs) });
  tenant = await createTenantByApi(api);
});
afterAll(() => api.stop());

const call = (method: 'get' | 'post', path: string, body?: unknown) => api.call(method, path, { key: tenant.keys.admin, body });
const inTenant = <Result>(work: Parameters<typeof api.database.asTenant<Result>>[1]) => api.database.asTenant(tenant.tenantId, work);
const actor = { kind: 'platform' } as const;
const image = { providerMediaId: 'm', mimeType: 'image/jpeg' };

/** Somebody with a phone of their own who wrote one message, with a photo if `mediaId` is given. */
async function person(message: Partial<InboundMessage> = {}) {
  const phone = `+3368${String(Number.parseInt(newId().slice(-10), 16))
    .slice(-8)
    .padStart(8, '0')}`;
  const providerMessageId = `wamid.${newId()}`;
  const written = { phone, providerMessageId, ...message, ...(message.mediaId ? { media: image } : {}) };
  const conversationId = await writeInbound(api, tenant, written);
  const { endUserId } = await inTenant(({ sql, tenantId }) =>
    sql
      .selectFrom('conversations')
      .where('tenantId', '=', tenantId)
      .where('id', '=', conversationId)
      .select('endUserId')
      .executeTakeFirstOrThrow(),
  );
  return { phone, providerMessageId, conversationId, endUserId, writeAgain: () => outcomeOf(written) };
}
/** What becomes of a webhook with this message. */
const outcomeOf = async (message: Partial<InboundMessage>): Promise<string> =>
  writeInbound(api, tenant, message).then(
    () => 'stored',
    (error: Error) => error.message.replace('the message was not stored: ', ''),
  );
const erase = async (endUserId: string) => (await call('post', `/v1/end-users/${endUserId}/erase`)).body;
const isDone = async (erasureId: string) =>
  waitUntil('the sweeper has finished the erasure', async () => (await call('get', `/v1/erasures/${erasureId}`)).body.state === 'done');
const certificateOf = async (erasureId: string): Promise<ErasureCertificate> =>
  (await call('get', `/v1/erasures/${erasureId}`)).body.certificate;
const request = (endUserId: string) =>
  inTenant(async (scope) => (await requestErasure(scope, { endUserId, actor }))?.erasureId ?? 'no such end user');
const store = (conversationId: string, name: string = newId()) =>
  api.store.write(tenant.tenantId, `media/${conversationId}/${name}`, Buffer.from('photo'), { contentType: 'image/jpeg' });
const objects = async (conversationId: string): Promise<number> => {
  const response = await fetch(`${api.gcsUrl}/storage/v1/b/test-bucket/o?prefix=tenants/${tenant.tenantId}/media/${conversationId}/`);
  return ((await response.json()) as { items?: unknown[] }).items?.length ?? 0;
};
const rowsOf = (endUserId: string) =>
  inTenant(({ sql, tenantId }) =>
    sql.selectFrom('endUsers').where('tenantId', '=', tenantId).where('id', '=', endUserId).select('id').execute(),
  );

describe('an erasure', () => {
  it('asked for twice is one, and its certificate is genuine as it is and in no other way', async () => {
    const { endUserId } = await person();
    const first = await erase(endUserId);
    expect(first).toMatchObject({ state: 'done', endUserId, certificate: { requestedBy: { kind: 'api_key' } } });
    expect((await erase(endUserId)).id).toBe(first.id);
    const verdict = async (certificate: object, key = tenant.keys.admin) =>
      (await api.call('post', '/v1/erasures/verify', { key, body: { certificate } })).body.verdict;
    const { erased } = first.certificate;
    expect(await verdict(first.certificate)).toBe('genuine');
    expect(await verdict(Object.fromEntries(Object.entries(first.certificate).reverse()))).toBe('genuine');
    expect(await verdict({ ...first.certificate, endUserId: newId() })).toBe('false');
    expect(await verdict({ ...first.certificate, erased: { ...erased, rows: { ...erased.rows, messages: 99 } } })).toBe('false');
    expect(await verdict({ ...first.certificate, keyId: 'left-the-ring' })).toBe('unknown_key');
    const other = await createTenantByApi(api);
    expect(await verdict(first.certificate, other.keys.admin)).toBe('false');
  });

  it('whose process was killed before the rows went, or after, is finished by the sweeper', async () => {
    const [early, late] = [await person({ mediaId: newId() }), await person()];
    await store(late.conversationId);
    const earlyErasure = await request(early.endUserId);
    await isDone(earlyErasure);
    expect(await rowsOf(early.endUserId)).toEqual([]);
    await store(late.conversationId);
    const lateErasure = await request(late.endUserId);
    await eraseFromDatabase(api.database, tenant.tenantId, lateErasure, { mediaSettleMs: 0 });
    await isDone(lateErasure);
    expect(await objects(late.conversationId)).toBe(0);
    expect((await certificateOf(lateErasure)).erased.objects).toBe(2);
  });

  it('waits for the file that was being fetched, and removes what it brings', async () => {
    const { endUserId, conversationId } = await person({ mediaId: newId() });
    const erasure = await erase(endUserId);
    expect(erasure.state).toBe('rows_erased');
    await store(conversationId);
    await isDone(erasure.id);
    expect(await objects(conversationId)).toBe(0);
  });

  it('finds the files of conversations that were merged into theirs', async () => {
    const mediaId = newId();
    const [absorbed, survivor] = [await person({ mediaId }), await person({ bsuid: `FR.${newId()}`, phone: null })];
    const { uri } = await store(absorbed.conversationId, mediaId);
    const objectPath = `media/${absorbed.conversationId}/${mediaId}`;
    await inTenant((scope) => markMediaReady(scope, mediaId, { objectPath, objectUri: uri, sizeBytes: 5, mimeType: 'image/jpeg' }));
    const { value: bsuid } = await inTenant(({ sql, tenantId }) =>
      sql
        .selectFrom('endUserIdentities')
        .where('tenantId', '=', tenantId)
        .where('endUserId', '=', survivor.endUserId)
        .select('value')
        .executeTakeFirstOrThrow(),
    );
    const names = { bsuid, parentBsuid: null, phone: absorbed.phone, username: null, scope: 'scope', displayName: null };
    const endUserId = await inTenant((scope) => resolveEndUser(scope, names));
    expect([absorbed.endUserId, survivor.endUserId]).toContain(endUserId);
    expect((await erase(endUserId)).certificate.erased).toMatchObject({ objects: 1, rows: { messages: 2 } });
    expect(await objects(absorbed.conversationId)).toBe(0);
  });

  it('leaves the ledger as it was, without whose it was, and gives back what a turn under way had reserved', async () => {
    await api.call('put', '/v1/quotas/model_tokens/day', { key: platformKey, tenantId: tenant.tenantId, body: { limit: 1_000 } });
    const { endUserId, conversationId } = await person();
    const turnId = newId();
    await inTenant(async (scope) => {
      await startTurn(scope, { turnId, conversationId, assistantId: tenant.assistantId, assistantVersion: 1, epoch: 0, leaseMs: 60_000 });
      await reserveQuota(scope, { turnId, now: new Date(), amounts: { replies: 1, model_tokens: 400 } });
      await chargeUsage(scope, [{ id: newId(), metric: 'embedding_tokens', amount: 7, idempotencyKey: `turn:${turnId}:x`, turnId }]);
    });
    await erase(endUserId);
    const left = await inTenant(async ({ sql, tenantId }) => ({
      usage: await sql
        .selectFrom('usageRecords')
        .where('tenantId', '=', tenantId)
        .where('idempotencyKey', '=', `turn:${turnId}:x`)
        .select(['amount', 'turnId'])
        .execute(),
      reserved: await sql.selectFrom('quotaPeriods').where('tenantId', '=', tenantId).select('reserved').execute(),
    }));
    expect(left).toEqual({ usage: [{ amount: '7', turnId: null }], reserved: [{ reserved: '0' }] });
  });

  it('takes along the sealed answers to requests about the person, and those of nobody else', async () => {
    const [erased, other] = [await person(), await person()];
    const answers = (): Promise<string[]> =>
      withClient(api.superuserUrl, async (client) => {
        const text = `select subject_id as id from idempotent_requests where tenant_id = '${tenant.tenantId}' order by created_at`;
        return (await client.query<{ id: string }>(text)).rows.map(({ id }) => id);
      });
    const about = [erased, other].flatMap(({ conversationId, endUserId }): [string, string, object?][] => [
      [`/v1/conversations/${conversationId}/take-over`, conversationId],
      [`/v1/conversations/${conversationId}/close`, conversationId, { note: 'Done' }],
      [`/v1/end-users/${endUserId}/opt-out`, endUserId],
    ]);
    for (const [path, , body] of about)
      expect((await api.call('post', path, { key: tenant.keys.admin, body, headers: { 'idempotency-key': newId() } })).status).toBeLessThan(
        300,
      );
    expect(await answers()).toEqual(about.map(([, subjectId]) => subjectId));
    const { id } = await erase(erased.endUserId);
    await isDone(id);
    expect((await certificateOf(id)).erased.rows['idempotent_requests']).toBe(3);
    expect(await answers()).toEqual([other.conversationId, other.conversationId, other.endUserId]);
  });

  it('takes along the provider events that name the person, unrouted ones of this tenant too, and no others', async () => {
    const [{ endUserId, phone }, other] = [await person(), await person()];
    const event = (who: string) => ({
      tenantId: tenant.tenantId,
      id: newId(),
      channelId: tenant.channelId,
      field: 'user_preferences',
      outcome: 'ignored' as const,
      reason: 'marketing_preference',
      payload: { user: { wa_id: who.slice(1) } },
    });
    await recordInbound(api.database, { messages: [], statuses: [], events: [event(phone), event(other.phone)] });
    const unrouted = (who: string, tenantId: string) => ({
      provider: 'meta' as const,
      reason: 'x',
      field: 'storage',
      payload: JSON.stringify({ who, tenantId }),
    });
    await api.database.asPlatform('test', ({ sql }) =>
      sql
        .insertInto('unroutedEvents')
        .values(
          [unrouted(phone, tenant.tenantId), unrouted(phone, newId())].map((row) => ({
            ...row,
            id: newId(),
            channelKey: null,
            accountKey: null,
          })),
        )
        .execute(),
    );
    expect((await erase(endUserId)).certificate.erased.rows.provider_events).toBe(2);
    const left = await api.database.asPlatform('test', async ({ sql }) => [
      ...(await sql.selectFrom('providerEvents').where('tenantId', '=', tenant.tenantId).select('payload').execute()),
      ...(await sql.selectFrom('unroutedEvents').select('payload').execute()),
    ]);
    expect(left).toHaveLength(2);
    expect(JSON.stringify(left)).toContain(other.phone.slice(1));
  });
});

describe('an old message', () => {
  it('does not come back when it is delivered again, and a new one is of somebody new', async () => {
    const { endUserId, phone, writeAgain } = await person();
    expect(await writeAgain()).toBe('stored'); // absorbed as a duplicate
    await erase(endUserId);
    expect(await writeAgain()).toBe('erased');
    expect((await call('get', `/v1/end-users?phone=${encodeURIComponent(phone)}`)).body.items).toEqual([]);
    expect(await outcomeOf({ phone })).toBe('stored');
    const [stranger] = (await call('get', `/v1/end-users?phone=${encodeURIComponent(phone)}`)).body.items;
    expect(stranger.id).not.toBe(endUserId);
    expect(await writeAgain()).toBe('erased');
  });

  it('does not come back through any moment of the erasure', async () => {
    for (let round = 0; round < 15; round += 1) {
      const { endUserId, phone, writeAgain } = await person();
      const [erasure, ...outcomes] = await Promise.all([
        erase(endUserId),
        ...Array.from({ length: 6 }, () => writeAgain().catch(() => 'refused')),
      ]);
      await isDone(erasure.id); // the sweeper may have been quicker than the request
      expect((await certificateOf(erasure.id)).erased.rows['messages']).toBe(1);
      expect((await call('get', `/v1/end-users?phone=${encodeURIComponent(phone)}`)).body.items).toEqual([]);
      expect(outcomes.every((outcome) => ['stored', 'erased', 'refused'].includes(outcome) || outcome.includes('foreign key'))).toBe(true);
    }
  });
});
