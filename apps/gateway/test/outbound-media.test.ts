import { insertOutbound, insertOutboundFile, setChannelStatus } from '@sylion/database';
import { newId, outgoingMessages } from '@sylion/schemas';
import { createObjectStore } from '@sylion/storage';
import { startGcsEmulator, waitUntil, type SeededTenant } from '@sylion/testbed';

import { startHarness, type Harness } from './gateway-harness.ts';

let gcs: Awaited<ReturnType<typeof startGcsEmulator>>;
let store: ReturnType<typeof createObjectStore>;
let harness: Harness;
let tenant: SeededTenant;
let conversationId: string;

beforeAll(async () => {
  gcs = await startGcsEmulator();
  store = createObjectStore({ project: 'test', bucket: 'test-media', apiEndpoint: gcs.url });
  await store.ensureBucket();
  harness = await startHarness({ gateways: 2, config: { GCS_API_ENDPOINT: gcs.url } });
});
beforeEach(async () => {
  tenant = await harness.seed();
  conversationId = await harness.beWrittenTo(tenant);
});
afterAll(async () => {
  await harness.stop();
  await gcs.stop();
});

interface OwnFile {
  readonly kind: 'image' | 'audio' | 'video' | 'document';
  readonly mimeType: string;
  readonly filename?: string;
  readonly caption?: string;
  /** Undefined: it is gone from the bucket. */
  readonly bytes?: Buffer;
}

/** A human's file, as the Admin API leaves it. */
async function sendFile({ kind, mimeType, filename, caption, bytes }: OwnFile): Promise<string> {
  const [messageId, id, { tenantId, channelId }] = [newId(), newId(), tenant];
  const objectPath = `media/${conversationId}/${id}`;
  if (bytes) await store.write(tenantId, objectPath, bytes, { contentType: mimeType });
  const message = { messageId, conversationId, channelId };
  await harness.database.asTenant(tenantId, async (scope) => {
    await insertOutbound(scope, { ...message, author: 'human', content: { kind, caption }, epoch: 0 });
    const place = { objectPath, objectUri: store.uri(tenantId, objectPath), sizeBytes: bytes?.length ?? 0 };
    await insertOutboundFile(scope, { ...message, ...place, id, mimeType, filename: filename ?? null });
  });
  await harness.queues.publish(outgoingMessages, { version: 1, tenantId, conversationId });
  return messageId;
}

const graph = async (path: string) =>
  fetch(path.startsWith('http') ? path : `${harness.environment.WHATSAPP_GRAPH_URL}/v25.0/${path}`, {
    headers: { authorization: `Bearer token-${tenant.slug}` },
  });
const onPhone = async () => (await harness.log(tenant.providerKey, 'outbound')) as unknown as { request: Record<string, unknown> }[];
const faults = (plan: object) => harness.control('faults', { phoneNumberId: tenant.providerKey, ...plan });
const stateOf = async (messageId: string) => (await harness.messages(tenant)).find(({ id }) => id === messageId);

it.each<OwnFile>([
  { kind: 'image', mimeType: 'image/jpeg', filename: 'menu.jpg', caption: 'Notre carte' },
  { kind: 'audio', mimeType: 'audio/ogg' },
  { kind: 'document', mimeType: 'application/pdf', filename: 'devis é.pdf', caption: 'Votre devis' },
])('a human’s $kind arrives byte for byte', async (file) => {
  const bytes = Buffer.from(Uint8Array.from({ length: 200_000 }, (_, index) => index % 251));
  await sendFile({ ...file, bytes });
  await harness.outboundIn(tenant, ['sent', 'delivered', 'read']);
  const [{ request } = { request: {} }, ...others] = await onPhone();
  expect(others).toEqual([]);
  const { kind, caption, filename } = file;
  const shown = { id: expect.any(String), ...(caption && { caption }), ...(kind === 'document' && { filename }) };
  expect([request['type'], request[kind]]).toEqual([kind, shown]);
  const { url, mime_type: mimeType } = (await (await graph((request[kind] as { id: string }).id)).json()) as Record<string, string>;
  expect(mimeType).toBe(file.mimeType);
  expect(Buffer.from(await (await graph(url ?? '')).arrayBuffer()).equals(bytes)).toBe(true);
});

it('keeps its place between a human’s texts, and is uploaded once however often it has to be sent', async () => {
  await faults({ rejectRate: 1, rejectCode: 131056 });
  const photo = await sendFile({ kind: 'image', mimeType: 'image/jpeg', bytes: Buffer.from('a photo') });
  await waitUntil('the first attempt is refused', async () => (await stateOf(photo))?.stateReason === '131056');
  const uploadOf = async () =>
    harness.database.asTenant(tenant.tenantId, ({ sql, tenantId }) =>
      sql
        .selectFrom('messageMedia')
        .where('tenantId', '=', tenantId)
        .where('messageId', '=', photo)
        .select('providerMediaId')
        .executeTakeFirst(),
    );
  const uploaded = await uploadOf();
  await faults({});
  await harness.reply(tenant, conversationId, ['voilà'], { author: 'human' });
  await harness.outboundIn(tenant, ['sent', 'delivered', 'read'], 2);
  expect((await onPhone()).map(({ request }) => request['type'])).toEqual(['image', 'text']);
  expect((await onPhone())[0]?.request['image']).toEqual({ id: uploaded?.providerMediaId });
});

it('that cannot be had or is refused fails with the reason, and holds nobody up', async () => {
  const gone = await sendFile({ kind: 'image', mimeType: 'image/jpeg' });
  const refused = await sendFile({ kind: 'image', mimeType: 'image/tiff', bytes: Buffer.from('a photo') });
  const [text = ''] = await harness.reply(tenant, conversationId, ['bonjour'], { author: 'human' });
  await waitUntil('the text has arrived', async () => ['sent', 'delivered', 'read'].includes((await stateOf(text))?.state ?? ''));
  for (const [id, reason] of [
    [gone, '131053'],
    [refused, '100'],
  ] as const)
    expect(await stateOf(id)).toMatchObject({ state: 'failed', stateReason: reason });
  expect(await onPhone()).toHaveLength(1);
});

it('waits, unsent, while the provider refuses the channel’s credentials', async () => {
  const token = `token-${tenant.slug}`;
  await harness.control('expire-token', { token });
  const photo = await sendFile({ kind: 'image', mimeType: 'image/jpeg', bytes: Buffer.from('a photo') });
  const status = () =>
    harness.database.asTenant(tenant.tenantId, ({ sql, tenantId }) =>
      sql.selectFrom('channels').where('tenantId', '=', tenantId).where('id', '=', tenant.channelId).select('status').executeTakeFirst(),
    );
  await waitUntil('the channel is flagged', async () => (await status())?.status === 'needs_reauth');
  expect(await stateOf(photo)).toMatchObject({ state: 'queued', stateReason: 'credentials_190' });
  await harness.control('restore-token', { token });
  await harness.database.asTenant(tenant.tenantId, (scope) =>
    setChannelStatus(scope, { channelId: tenant.channelId, status: 'active', reason: null, actor: { kind: 'system' } }),
  );
  await harness.nudgeOutgoing(tenant, conversationId);
  await harness.outboundIn(tenant, ['sent', 'delivered', 'read']);
});
