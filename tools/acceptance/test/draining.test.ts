import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';

import { openBusiness } from '../src/business.ts';
import { eventually } from '../src/eventually.ts';
import { createPhone } from '../src/phone.ts';
import { startPlatform, type Platform } from '../src/platform.ts';
import { staysAt } from '../src/stays-at.ts';

interface ModelCall {
  readonly method: string;
  readonly labels: Record<string, string>;
  readonly state: string;
  readonly request: { readonly texts?: readonly string[] };
}

/** What SIGTERM finds under way in each app is ended by the process that it was sent to, and no sooner does that one exit. */
describe('an app that is told to go', () => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await startPlatform('draining', { DRAIN_LAG_MS: '600' });
  }, 120_000);
  afterAll(() => platform.stop(), 60_000);
  afterEach(() => platform.vertex.send('DELETE', '/_control'));

  const callsFor = async (tenantId: string): Promise<ModelCall[]> =>
    (await platform.vertex.get<ModelCall[]>('/_log')).filter(({ labels }) => labels['tenant_id'] === tenantId);
  const modelIsAsked = (tenantId: string) => eventually('the model is asked', async () => (await callsFor(tenantId))[0]);

  it('processor-worker answers the turn whose model call takes 5 s, and asks the model no second time', async () => {
    await platform.vertex.send('POST', '/_control', { latencyMs: 5_000 });
    const business = await openBusiness(platform, 'Nous livrons à Lyon pour 5 €.');
    const phone = createPhone(platform, business);
    await phone.says('Vous livrez à Lyon ?');
    await modelIsAsked(business.tenantId);
    expect(await platform.terminate('processor-worker')).toBe('ended with 0');
    expect((await phone.receives(1))[0]?.text).toContain('5 €');
    await staysAt(phone, 1, 500);
    expect(await callsFor(business.tenantId)).toMatchObject([{ state: 'ok' }]);
  }, 60_000);

  it('gateway acknowledges a webhook that is still being posted, and new ones until load balancers have noticed', async () => {
    const body = Buffer.from(JSON.stringify({ object: 'whatsapp_business_account', entry: [] }));
    const signature = `sha256=${createHmac('sha256', platform.secrets.appSecret).update(body).digest('hex')}`;
    const url = `${platform.gatewayUrl}/webhooks/whatsapp`;
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature, 'content-length': String(body.length) };
    const post = http.request(url, { method: 'POST', headers });
    const answered = once(post, 'response') as Promise<[http.IncomingMessage]>;
    post.write(body.subarray(0, 5));
    await once(post, 'socket');
    const ended = platform.terminate('gateway');
    const late = await eventually('an answer tells its caller to go elsewhere', async () => {
      const response = await fetch(url, { method: 'POST', headers, body });
      return response.headers.get('connection') === 'close' ? response : undefined;
    });
    expect(late.status).toBe(200);
    const isRefused = () =>
      fetch(url).then(
        () => undefined,
        () => true as const,
      );
    await eventually('nobody is let in any more', isRefused);
    post.end(body.subarray(5));
    expect((await answered)[0].statusCode).toBe(200);
    expect(await ended).toBe('ended with 0');
  }, 60_000);

  it('rag-ingest-worker gives a long document to another at the next border, and nothing is embedded twice', async () => {
    await platform.vertex.send('POST', '/_control', { latencyMs: 700 });
    const { admin, tenantId } = await openBusiness(platform, 'Sois aimable.');
    const knowledgeBase = await admin.post('/v1/knowledge-bases', { body: { name: 'Library' } });
    const text = Array.from(
      { length: 400 },
      (_, index) => `# Article ${index}\n\n${`Le produit ${index} coûte ${index} €. `.repeat(50)}\n`,
    ).join('\n');
    const file = new File([text], 'Catalogue.md', { type: 'text/markdown' });
    const path = { id: (await admin.post('/v1/knowledge-bases/{id}/documents', { path: { id: knowledgeBase.id }, body: { file } })).id };
    await modelIsAsked(tenantId);
    expect(await platform.terminate('rag-ingest-worker')).toBe('ended with 0');
    const embedded = async () => (await callsFor(tenantId)).flatMap(({ request }) => request.texts ?? []);
    const [before, { state }] = [await embedded(), await admin.get('/v1/documents/{id}', { path })];
    expect(state).not.toBe('ready');
    const document = await eventually('the document is ready', async () => {
      const found = await admin.get('/v1/documents/{id}', { path });
      return found.state === 'ready' ? found : undefined;
    });
    const after = await embedded();
    expect(before.length).toBeLessThan(after.length);
    expect(after).toHaveLength(new Set(after).size);
    expect(document.chunkCount).toBe(after.length);
  }, 60_000);

  it('admin-api ends an event stream between two events, as a stream ends', async () => {
    const { tenantId } = await openBusiness(platform, 'Sois aimable.');
    const headers = { authorization: `Bearer ${platform.secrets.platformKey}`, 'x-tenant-id': tenantId };
    const response = await fetch(`${platform.adminUrl}/v1/events`, { headers });
    expect(response.status).toBe(200);
    const whole = response.text();
    expect(await platform.terminate('admin-api')).toBe('ended with 0');
    expect(await whole).toMatch(/^retry: 1000\n[\s\S]*\n\n$/);
  }, 60_000);
});
