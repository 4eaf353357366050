import { findAssistant } from '@sylion/database';

import { createTenantByApi, startTestApi, type TestApi, type TestTenant } from './harness.ts';

let api: TestApi;
let tenant: TestTenant;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());
beforeEach(async () => {
  tenant = await createTenantByApi(api);
});

const at = (path = ''): string => `/v1/assistants/${tenant.assistantId}${path}`;
const get = async (path?: string) => (await api.call('get', at(path), { key: tenant.keys.viewer })).body;
const patch = (body: object) => api.call('patch', at(), { key: tenant.keys.admin, body });
const publish = (note = 'A change') => api.call('post', at('/publish'), { key: tenant.keys.admin, body: { note } });
const rollBack = (version: number, note?: string) => api.call('post', at('/rollback'), { key: tenant.keys.admin, body: { version, note } });
/** What a turn that begins now would use. */
const live = async () => {
  const assistant = await api.database.asTenant(tenant.tenantId, (scope) => findAssistant(scope, tenant.assistantId));
  return { version: assistant?.publishedVersion, ...assistant?.published };
};
const createBase = async (name: string): Promise<string> =>
  (await api.call('post', '/v1/knowledge-bases', { key: tenant.keys.admin, body: { name } })).body.id;

it('a new assistant is published: it answers as it was made', async () => {
  expect(await get()).toMatchObject({ publishedVersion: 1, hasUnpublishedChanges: false, instructions: 'Be kind.' });
  expect(await live()).toMatchObject({ version: 1, instructions: 'Be kind.' });
  expect((await get('/versions')).items).toEqual([
    { number: 1, note: null, rolledBackTo: null, publishedAt: expect.any(String), publishedBy: { kind: 'api_key', id: tenant.keyId } },
  ]);
});

it('changes stay in the draft until they are published; the name is a label and changes at once', async () => {
  const changed = await patch({ name: 'Amélie 2', instructions: 'Be brief.', knowledge: { citations: 'none' } });
  expect(changed.body).toMatchObject({ name: 'Amélie 2', instructions: 'Be brief.', hasUnpublishedChanges: true, publishedVersion: 1 });
  expect(await live()).toMatchObject({ version: 1, instructions: 'Be kind.', knowledge: {} });
  const published = await publish('Shorter');
  expect([published.status, published.body]).toMatchObject([201, { number: 2, note: 'Shorter', isUnchanged: false }]);
  expect(await live()).toMatchObject({ version: 2, instructions: 'Be brief.', knowledge: { citations: 'none' } });
  expect(await get()).toMatchObject({ hasUnpublishedChanges: false, publishedVersion: 2, knowledge: { citations: 'none' } });
});

it('a draft that says again what is published is none, and publishing it makes no version', async () => {
  await patch({ temperature: 1.5 });
  expect((await patch({ temperature: 0.3 })).body.hasUnpublishedChanges).toBe(false);
  expect([(await publish()).status, (await publish()).body]).toMatchObject([200, { number: 1, isUnchanged: true }]);
  expect((await get('/versions')).items).toHaveLength(1);
});

it('publishing the same draft many times at once makes one version', async () => {
  await patch({ instructions: 'Be brief.' });
  const answers = await Promise.all(Array.from({ length: 8 }, () => publish()));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 201]);
  expect((await get('/versions')).items.map(({ number }: { number: number }) => number)).toEqual([2, 1]);
});

it('a draft can be thrown away', async () => {
  await patch({ instructions: 'A mistake.' });
  const kept = await api.call('delete', at('/draft'), { key: tenant.keys.admin });
  expect([kept.status, kept.body]).toMatchObject([200, { instructions: 'Be kind.', hasUnpublishedChanges: false }]);
});

it('a version never changes, and nobody has the right to', async () => {
  const first = await get('/versions/1');
  expect(first.settings).toMatchObject({ instructions: 'Be kind.', businessHours: null });
  await patch({ instructions: 'Be brief.' });
  await publish();
  expect(await get('/versions/1')).toEqual(first);
  const inTenant = (work: Parameters<typeof api.database.asTenant<unknown>>[1]) => api.database.asTenant(tenant.tenantId, work);
  await expect(inTenant(({ sql }) => sql.updateTable('assistantVersions').set({ note: 'rewritten' }).execute())).rejects.toThrow(
    'permission denied',
  );
  await expect(inTenant(({ sql }) => sql.deleteFrom('assistantVersions').execute())).rejects.toThrow('permission denied');
  expect((await api.call('get', at('/versions/3'), { key: tenant.keys.viewer })).status).toBe(404);
});

it('a rollback publishes an older version again as a new one, and leaves the draft’s changes where they are', async () => {
  await patch({ instructions: 'Be rude.' });
  await publish();
  await patch({ temperature: 1 });
  const back = await rollBack(1, 'Complaints');
  expect([back.status, back.body]).toMatchObject([201, { number: 3, rolledBackTo: 1, note: 'Complaints' }]);
  expect(await live()).toMatchObject({ version: 3, instructions: 'Be kind.', temperature: 0.3 });
  expect(await get()).toMatchObject({ instructions: 'Be rude.', temperature: 1, hasUnpublishedChanges: true, publishedVersion: 3 });
  expect((await rollBack(9)).status).toBe(404);
});

it('after a rollback without a draft, the draft says what is live', async () => {
  await patch({ instructions: 'Be rude.' });
  await publish();
  await rollBack(1);
  expect(await get()).toMatchObject({ instructions: 'Be kind.', hasUnpublishedChanges: false });
});

it('a knowledge base that was deleted comes back with no draft and no version', async () => {
  const [kept, deleted] = [await createBase('Menu'), await createBase('Old menu')];
  await patch({ knowledgeBaseIds: [deleted, kept] });
  await publish();
  await patch({ knowledgeBaseIds: [deleted], instructions: 'Be brief.' });
  await api.call('delete', `/v1/knowledge-bases/${deleted}`, { key: tenant.keys.admin });
  expect((await get()).knowledgeBaseIds).toEqual([]);
  await publish();
  expect((await live()).knowledgeBaseIds).toEqual([]);
  await rollBack(2);
  expect((await live()).knowledgeBaseIds).toEqual([kept]);
});

it('a draft takes only the tenant’s own knowledge bases', async () => {
  const foreign = await createTenantByApi(api);
  const { body } = await api.call('post', '/v1/knowledge-bases', { key: foreign.keys.admin, body: { name: 'Theirs' } });
  expect((await patch({ knowledgeBaseIds: [body.id] })).status).toBe(404);
  expect((await get()).hasUnpublishedChanges).toBe(false);
});

it('a diff names every field that differs, and the instructions line by line, between any two sides', async () => {
  await patch({ instructions: 'Be kind.\nBe brief.', coalescing: { maxWaitMs: 5_000 } });
  await publish();
  await patch({ modelTier: 'pro' });
  expect(await get('/diff')).toEqual({
    from: 'published',
    to: 'draft',
    changes: [{ path: 'modelTier', from: 'flash', to: 'pro' }],
    instructions: [],
  });
  expect(await get('/diff?from=1&to=2')).toEqual({
    from: 1,
    to: 2,
    changes: [{ path: 'coalescing.maxWaitMs', from: null, to: 5_000 }],
    instructions: [
      { kind: 'same', lines: ['Be kind.'] },
      { kind: 'added', lines: ['Be brief.'] },
    ],
  });
  expect((await api.call('get', at('/diff?from=7'), { key: tenant.keys.viewer })).status).toBe(404);
  expect((await api.call('get', at('/diff?from=yesterday'), { key: tenant.keys.viewer })).status).toBe(400);
});
