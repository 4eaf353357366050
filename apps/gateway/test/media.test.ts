import { createHash } from 'node:crypto';

import { listPendingMedia } from '@sylion/database';
import { createObjectStore } from '@sylion/storage';
import { startGcsEmulator, waitUntil, type SeededTenant } from '@sylion/testbed';

import { startHarness, type Harness } from './gateway-harness.ts';
import { messagesOf, textFrom } from './webhook-bodies.ts';

const ana = { phone: '33612345678', name: 'Ana' };
let gcs: Awaited<ReturnType<typeof startGcsEmulator>>;
let store: ReturnType<typeof createObjectStore>;
let harness: Harness;
let tenant: SeededTenant;

beforeAll(async () => {
  gcs = await startGcsEmulator();
  store = createObjectStore({ project: 'test', bucket: 'test-media', apiEndpoint: gcs.url });
  await store.ensureBucket();
  harness = await startHarness({ config: { GCS_API_ENDPOINT: gcs.url } });
});
beforeEach(async () => {
  tenant = await harness.seed();
});
afterAll(async () => {
  await harness.stop();
  await gcs.stop();
});

const mediaOf = () =>
  harness.database.asTenant(tenant.tenantId, ({ sql, tenantId }) =>
    sql.selectFrom('messageMedia').selectAll().where('tenantId', '=', tenantId).orderBy('createdAt').orderBy('id').execute(),
  );
const settled = () =>
  waitUntil('no media is pending', async () => {
    const rows = await mediaOf();
    return rows.length > 0 && rows.every(({ state }) => state !== 'pending') && rows;
  });
const sendFile = (type: string, mimeType: string, bytes: Buffer, more: object = {}): Promise<unknown> =>
  harness.control('receive', {
    phoneNumberId: tenant.providerKey,
    from: ana,
    type,
    media: { mimeType, base64: bytes.toString('base64'), ...more },
  });
const nudgesOf = (conversationId: string | undefined): number =>
  harness.nudges.filter((nudge) => nudge.conversationId === conversationId).length;
async function readObject(path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of store.read(tenant.tenantId, path)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

describe('a media message', () => {
  it.each([
    ['image', 'image/jpeg', { caption: 'our menu' }],
    ['audio', 'audio/ogg; codecs=opus', { voice: true }],
    ['document', 'application/pdf', { filename: 'menu é.pdf' }],
  ])('%s is fetched into the tenant’s part of the bucket, and its conversation nudged', async (type, mimeType, more) => {
    const bytes = Buffer.from(`the bytes of an ${type}`);
    await sendFile(type, mimeType, bytes, more);
    const [media] = await settled();
    expect(media).toMatchObject({
      state: 'ready',
      stateReason: null,
      mimeType,
      sizeBytes: String(bytes.length),
      objectPath: `media/${media?.conversationId}/${media?.id}`,
    });
    expect(media?.objectUri).toBe(`gs://test-media/tenants/${tenant.tenantId}/${media?.objectPath}`);
    expect(await readObject(media?.objectPath ?? '')).toEqual(bytes);
    await waitUntil('it is nudged when it came and when its file came', () => nudgesOf(media?.conversationId) >= 2);
    expect(await harness.messages(tenant)).toMatchObject([{ state: 'received', kind: type }]);
  });

  it('of a type that nobody takes fails with its reason, and is nudged all the same', async () => {
    await sendFile('document', 'application/x-msdownload', Buffer.from('MZ'));
    const [media] = await settled();
    expect(media).toMatchObject({ state: 'failed', stateReason: 'type_not_allowed', objectPath: null });
    await waitUntil('it is nudged twice', () => nudgesOf(media?.conversationId) >= 2);
  });

  it('that is too large fails with its reason and leaves nothing behind', async () => {
    await sendFile('image', 'image/png', Buffer.alloc(5 * 1_024 * 1_024 + 1, 1));
    const [media] = await settled();
    expect(media).toMatchObject({ state: 'failed', stateReason: 'too_large' });
    await expect(readObject(`media/${media?.conversationId}/${media?.id}`)).rejects.toThrow();
  });

  it('that the provider no longer has fails with its reason', async () => {
    const image = { type: 'image', image: { id: '404404404', mime_type: 'image/jpeg', sha256: createHash('sha256').digest('base64') } };
    await harness.post(messagesOf(tenant.providerKey, ana, [textFrom(ana, '', image)]));
    expect(await settled()).toMatchObject([{ state: 'failed', stateReason: 'refused' }]);
  });

  it('that cannot be stored for a moment is tried again', async () => {
    const away = await harness.control('expire-token', { token: `token-${tenant.slug}` });
    expect(away).toMatchObject({ success: true });
    await sendFile('image', 'image/jpeg', Buffer.from('patience'));
    const failed = await waitUntil(
      'the first try failed',
      async () => (await harness.queues.depth({ name: 'media_fetches' })) > 0 && (await mediaOf())[0],
    );
    expect(failed).toMatchObject({ state: 'pending' });
    expect(await listPendingMedia(harness.database, 0)).toContainEqual({ tenantId: tenant.tenantId, mediaId: failed.id });
    await harness.control('restore-token', { token: `token-${tenant.slug}` });
    expect(await settled()).toMatchObject([{ state: 'ready' }]);
  });

  it('is fetched although Redis was away when it came', async () => {
    const { url, proxy } = await harness.startBehindProxy('REDIS_URL', { GATEWAY_ROLES: 'inbound' });
    await proxy.cut();
    await harness.control('register-number', {
      phoneNumberId: tenant.providerKey,
      displayPhoneNumber: '+33 1 00 00 00 00',
      wabaId: `waba-${tenant.slug}`,
      webhookUrl: `${url}/webhooks/whatsapp`,
    });
    await sendFile('image', 'image/jpeg', Buffer.from('found by the sweeper'));
    expect(await settled()).toMatchObject([{ state: 'ready' }]);
    await proxy.restore();
    const before = harness.nudges.length;
    await waitUntil('Redis is back for it', async () => {
      await harness.post(messagesOf(tenant.providerKey, ana, [textFrom(ana, 'are you there?')]), { url });
      return harness.nudges.length > before;
    });
  });
});
