import { createHash } from 'node:crypto';

import { createObjectStore } from '@sylion/storage';
import { startGcsEmulator, testKeyRing, type SeededTenant } from '@sylion/testbed';

import { fetchMedia } from '../src/media/fetch-media.ts';
import { createProviders } from '../src/providers/providers.ts';
import { json, startProviderServer, type ProviderServer } from './fixtures/provider-server.ts';
import { silent, startHarness, type Harness } from './gateway-harness.ts';
import { messagesOf, textFrom } from './webhook-bodies.ts';

const ana = { phone: '33612345678', name: 'Ana' };
let gcs: Awaited<ReturnType<typeof startGcsEmulator>>;
let store: ReturnType<typeof createObjectStore>;
let harness: Harness;
let provider: ProviderServer;
let tenant: SeededTenant;

beforeAll(async () => {
  gcs = await startGcsEmulator();
  store = createObjectStore({ project: 'test', bucket: 'test-media', apiEndpoint: gcs.url });
  await store.ensureBucket();
  harness = await startHarness({ config: { GATEWAY_ROLES: 'inbound' } }); // so that nobody but the test fetches
  provider = await startProviderServer();
});
beforeEach(async () => {
  tenant = await harness.seed();
});
afterAll(async () => {
  await provider.close();
  await harness.stop();
  await gcs.stop();
});

const mediaOf = () =>
  harness.database.asTenant(tenant.tenantId, ({ sql, tenantId }) =>
    sql.selectFrom('messageMedia').selectAll().where('tenantId', '=', tenantId).execute(),
  );

describe('a file that is not what was announced', () => {
  const fetchOnce = async (bytes: string, toldHash: string, attempt = { attempt: 1, isLastAttempt: false }) => {
    const image = {
      type: 'image',
      image: { id: '77', mime_type: 'image/jpeg', sha256: createHash('sha256').update('announced').digest('base64') },
    };
    await harness.post(messagesOf(tenant.providerKey, ana, [textFrom(ana, '', image)]));
    provider.answerWith((request, response) =>
      request.url.startsWith('/v25.0/77')
        ? json(200, { url: `${provider.url}/file`, mime_type: 'image/jpeg', sha256: toldHash, id: '77' })(request, response)
        : void response.writeHead(bytes === '' ? 503 : 200, { 'content-type': 'image/jpeg' }).end(bytes),
    );
    const [media] = await mediaOf();
    await fetchMedia({ version: 1, tenantId: tenant.tenantId, mediaId: media?.id ?? '' }, attempt, {
      database: harness.database,
      providers: createProviders({ meta: { graphUrl: provider.url } }),
      storage: store,
      queues: harness.queues,
      secretRing: testKeyRing,
      onFetch: () => undefined,
      logger: silent,
    });
    return (await mediaOf())[0];
  };
  const hexOf = (text: string): string => createHash('sha256').update(text).digest('hex');

  it('fails when no announced hash fits, and its object is removed', async () => {
    const media = await fetchOnce('something else', hexOf('announced'));
    expect(media).toMatchObject({ state: 'failed', stateReason: 'hash_mismatch' });
    await expect(store.read(tenant.tenantId, `media/${media?.conversationId}/${media?.id}`).toArray()).rejects.toThrow();
  });

  it('passes when the webhook’s or the endpoint’s hash fits', async () => {
    expect(await fetchOnce('announced', hexOf('another'))).toMatchObject({ state: 'ready' });
  });

  it('stays pending while the provider is away, and is given up at the last try', async () => {
    await expect(fetchOnce('', hexOf('announced'))).rejects.toThrow();
    expect(await mediaOf()).toMatchObject([{ state: 'pending' }]);
    tenant = await harness.seed();
    expect(await fetchOnce('', hexOf('announced'), { attempt: 6, isLastAttempt: true })).toMatchObject({
      state: 'failed',
      stateReason: 'unreachable',
    });
  });
});
