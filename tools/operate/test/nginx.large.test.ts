import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import http2 from 'node:http2';
import path from 'node:path';

import { createOperator, createPhone, eventually, openBusiness, type Business } from '@sylion/acceptance';
import { repositoryRoot } from '@sylion/launch/embedded';
import { startStack, type Stack } from '@sylion/launch/stack';

import { startNginx, type RunningNginx } from '../src/nginx/start-nginx.ts';
import { answerOf, ask, begin } from './ask.ts';

const [gatewayHost, adminHost] = ['gateway.test', 'admin.test'];
const megabyte = 1_024 * 1_024;

let stack: Stack;
let nginx: RunningNginx;
let business: Business;
let folder: string;

beforeAll(async () => {
  folder = path.join(repositoryRoot, '.local', 'acceptance', `nginx-${process.pid}`);
  stack = await startStack({
    home: path.join(folder, 'stack'),
    log: () => undefined,
    environment: { PATH: process.env.PATH, SWEEP_INTERVAL_MS: '1000' },
    adapt: async (_name, environment) => ({ ...environment, TRUSTED_PROXIES: 'loopback', RATE_LIMIT_REFUSALS_PER_MINUTE: '5' }),
  });
  nginx = await startNginx({
    home: path.join(folder, 'nginx'),
    gatewayAddress: new URL(stack.gatewayUrl).host,
    adminAddress: new URL(stack.adminApiUrl).host,
    gatewayHost,
    adminHost,
  });
  business = await openBusiness(operator(), 'Be brief.');
}, 240_000);

afterAll(async () => {
  await nginx.stop();
  await stack.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

const operator = () => {
  if (!stack.emulators) throw new Error('the emulators are missing');
  return createOperator(stack, stack.emulators);
};
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const asOperator = () => ({ ...bearer(stack.secrets.platformKey), 'x-tenant-id': business.tenantId });
const sign = (body: string) => ({
  'content-type': 'application/json',
  'x-hub-signature-256': `sha256=${createHmac('sha256', stack.secrets.appSecret).update(body).digest('hex')}`,
});
const scratch = () =>
  fs.globSync('scratch/**/*', { cwd: nginx.home, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name !== 'nginx.pid');
const accessLog = () => fs.readFileSync(path.join(nginx.home, 'access.log'), 'utf8');

it('the production configuration is one that nginx takes, and a mistake in it is one that nginx finds', async () => {
  await nginx.check(nginx.configuration);
  await expect(nginx.check(nginx.configuration.replace('limit_req zone=admin', 'limit_req zone=nowhere'))).rejects.toThrow(/nowhere/);
});

describe('webhooks through nginx', () => {
  it('are taken and answered, signed bytes and all', async () => {
    const phone = createPhone(operator(), business);
    const value = {
      messaging_product: 'whatsapp',
      metadata: { display_phone_number: '33100000000', phone_number_id: business.phoneNumberId },
      contacts: [{ profile: { name: 'Camille' }, wa_id: phone.number.slice(1) }],
      messages: [
        {
          from: phone.number.slice(1),
          id: `wamid.${randomUUID()}`,
          timestamp: String(Math.floor(Date.now() / 1_000)),
          type: 'text',
          text: { body: 'Bonjour !' },
        },
      ],
    };
    const body = JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: 'waba', changes: [{ value, field: 'messages' }] }] });
    expect((await ask(nginx, { host: gatewayHost, path: '/webhooks/whatsapp', method: 'POST', headers: sign(body), body })).status).toBe(
      200,
    );
    await expect(phone.receives(1)).resolves.toHaveLength(1);
  });

  it('are never limited by their address, however many a provider sends from one', async () => {
    const one = () =>
      ask(nginx, {
        host: gatewayHost,
        path: '/webhooks/whatsapp',
        method: 'POST',
        headers: { 'x-hub-signature-256': 'sha256=00' },
        body: '{}',
      });
    const statuses = (await Promise.all(Array.from({ length: 400 }, one))).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([401]));
  });

  it('that are larger than any provider sends are refused before the gateway hears of them', async () => {
    const refused = await ask(nginx, {
      host: gatewayHost,
      path: '/webhooks/whatsapp',
      method: 'POST',
      body: Buffer.alloc(4 * megabyte + 1),
    });
    expect(refused.status).toBe(413);
  });

  it('are all that there is under this name: no metrics, no other path', async () => {
    for (const page of ['/metrics', '/readyz', '/', '/v1/tenants', '/webhooks/../metrics'])
      expect([page, (await ask(nginx, { host: gatewayHost, path: page })).status]).toEqual([page, 404]);
  });

  it('leave no verify token in the log', async () => {
    const answer = await ask(nginx, {
      host: gatewayHost,
      path: `/webhooks/whatsapp?hub.mode=subscribe&hub.verify_token=${stack.secrets.verifyToken}&hub.challenge=42`,
    });
    expect(answer).toMatchObject({ status: 200, text: '42' });
    expect(accessLog()).toContain('"path":"/webhooks/whatsapp"');
    expect(accessLog()).not.toContain(stack.secrets.verifyToken);
  });
});

describe('the Admin API through nginx', () => {
  it('hears of an upload while it still comes, and nginx keeps none of its 50 MB', async () => {
    const { id } = await business.admin.post('/v1/knowledge-bases', { body: { name: 'Library' } });
    const place = { host: adminHost, method: 'POST', path: `/v1/knowledge-bases/${id}/documents` };
    const form = { 'content-type': 'multipart/form-data; boundary=edge' };
    const head = Buffer.from(
      '--edge\r\ncontent-disposition: form-data; name="file"; filename="large.pdf"\r\ncontent-type: application/pdf\r\n\r\n%PDF-1.7\n',
    );

    // Refused in the middle of a body without an end: a proxy that collects bodies would wait for it for ever.
    const unending = begin(nginx, {
      ...place,
      headers: { ...form, ...bearer('not-a-key'), 'transfer-encoding': 'chunked' },
      from: '127.0.0.9',
    });
    unending.on('error', () => undefined).write(head);
    expect((await answerOf(unending)).statusCode).toBe(401);
    unending.destroy();

    const upload = begin(nginx, { ...place, headers: { ...form, ...asOperator(), 'transfer-encoding': 'chunked' } });
    const answer = answerOf(upload);
    upload.write(head);
    for (let sent = 0; sent < 50; sent += 1) {
      if (!upload.write(Buffer.alloc(megabyte, 32))) await once(upload, 'drain');
      expect(scratch()).toEqual([]);
    }
    upload.end('\r\n--edge--\r\n');
    const response = await answer;
    let text = '';
    for await (const chunk of response.setEncoding('utf8')) text += chunk;
    expect([response.statusCode, text]).toEqual([201, expect.stringContaining('large.pdf')]);
    const document = JSON.parse(text) as { id: string };
    expect(document).toMatchObject({ sizeBytes: 50 * megabyte + '%PDF-1.7\n'.length });
    expect(scratch()).toEqual([]);
    await business.admin.delete('/v1/documents/{id}', { path: { id: document.id } });
  }, 60_000);

  it('refuses an upload that is larger than any may be, at its first byte', async () => {
    const tooLarge = begin(nginx, {
      host: adminHost,
      method: 'POST',
      path: '/v1/tenants',
      headers: { ...asOperator(), 'content-length': String(200 * megabyte) },
    });
    tooLarge.on('error', () => undefined).flushHeaders();
    expect((await answerOf(tooLarge)).statusCode).toBe(413);
    tooLarge.destroy();
  });

  it('sends events the moment they happen, over a connection that stays open', async () => {
    const stream = begin(nginx, { host: adminHost, path: '/v1/events', headers: asOperator() });
    stream.end();
    const response = await answerOf(stream);
    expect(response.headers['content-type']).toContain('text/event-stream');
    let seen = '';
    response.setEncoding('utf8').on('data', (text: string) => (seen += text));
    await createPhone(operator(), business).says('Il y a quelqu’un ?');
    await eventually('an event is there', async () => (seen.includes('"type":"message.received"') ? true : undefined), 20_000);
    expect(response.complete).toBe(false);
    stream.destroy();
  });

  it('counts strangers by the address that nginx sees, whatever they say of themselves', async () => {
    const guess = async (from: string, forwarded: string) =>
      (
        await ask(nginx, {
          host: adminHost,
          path: '/v1/assistants',
          from,
          headers: { ...bearer(randomUUID()), 'x-forwarded-for': forwarded, forwarded: `for=${forwarded}`, 'x-real-ip': forwarded },
        })
      ).status;
    const guesses: number[] = [];
    for (let index = 0; index < 8; index += 1) guesses.push(await guess('127.0.0.2', `198.51.100.${index}`));
    expect(guesses).toContain(429);
    expect(await guess('127.0.0.3', '127.0.0.2')).toBe(401);
    expect(accessLog()).toContain('"address":"127.0.0.2"');
    expect(accessLog()).not.toContain('198.51.100');
  });
});

describe('what nginx itself says', () => {
  it.each([
    ['an answer of the Admin API', { host: adminHost, path: '/openapi.json' }, 200],
    ['a refusal of the Admin API', { host: adminHost, path: '/v1/assistants' }, 401],
    ['an answer of the gateway', { host: gatewayHost, path: '/webhooks/whatsapp' }, 403],
    ['a refusal of its own', { host: gatewayHost, path: '/' }, 404],
  ])('has the security headers once, and no version: %s', async (_what, question, status) => {
    const answer = await ask(nginx, { ...question, from: '127.0.0.5' });
    expect(answer.status).toBe(status);
    for (const name of ['strict-transport-security', 'x-content-type-options', 'x-frame-options', 'referrer-policy'])
      expect([name, answer.rawHeaders.filter((header) => header.toLowerCase() === name)]).toEqual([name, [expect.anything()]]);
    expect(answer.headers['server']).toBe('nginx');
    expect(answer.headers['x-powered-by']).toBeUndefined();
  });

  it('is HTTP/2 to who speaks it', async () => {
    const session = http2.connect(`https://127.0.0.1:${nginx.httpsPort}`, { servername: adminHost, ca: nginx.certificate });
    const stream = session.request({ ':path': '/healthz', ':authority': adminHost });
    const [headers] = (await once(stream, 'response')) as [http2.IncomingHttpHeaders];
    expect([session.alpnProtocol, headers[':status']]).toEqual(['h2', 200]);
    session.destroy();
  });

  it('is nothing to who asks for another name, and over plain HTTP only where the certificate comes from, and the way to TLS', async () => {
    await expect(ask(nginx, { host: 'other.test', path: '/' })).rejects.toThrow();
    fs.writeFileSync(path.join(nginx.home, 'acme/.well-known/acme-challenge/token'), 'proof');
    const plain = (page: string) =>
      new Promise<http.IncomingMessage>((resolve, reject) =>
        http.get({ host: '127.0.0.1', port: nginx.httpPort, path: page, headers: { host: gatewayHost } }, resolve).once('error', reject),
      );
    expect((await plain('/.well-known/acme-challenge/token')).resume().statusCode).toBe(200);
    const moved = (await plain('/webhooks/whatsapp')).resume();
    expect([moved.statusCode, moved.headers.location]).toEqual([308, `https://${gatewayHost}/webhooks/whatsapp`]);
  });
});
