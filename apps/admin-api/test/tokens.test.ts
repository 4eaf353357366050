import { generateKeyPair, SignJWT, type JWTPayload } from 'jose';

import { newId } from '@sylion/schemas';

import { createTenantByApi, platformKey, startTestApi, type TestApi, type TestTenant } from './harness.ts';
import { audience, goodClaims, secondsFromNow, startLocalIssuer, type LocalIssuer } from './local-issuer.ts';

const unreachable = 'http://127.0.0.1:1';
const legacy = 'https://legacy.supabase.co/auth/v1';
const legacySecret = 'super-secret-jwt-token-with-at-least-32-characters';

let issuer: LocalIssuer;
let api: TestApi;
let own: TestTenant;
let foreign: TestTenant;
beforeAll(async () => {
  issuer = await startLocalIssuer();
  api = await startTestApi({
    OIDC_ISSUERS: JSON.stringify([
      { issuer: issuer.url, audience, jwksCooldownSeconds: 0 },
      { issuer: unreachable, audience, jwksUrl: `${unreachable}/keys` },
      { issuer: legacy, audience, secret: legacySecret },
    ]),
  });
  [own, foreign] = [await createTenantByApi(api), await createTenantByApi(api)];
});
afterAll(async () => {
  await api.stop();
  await issuer.stop();
});

const placed = (role: unknown = 'admin', tenantId: unknown = own.tenantId): JWTPayload => ({ app_metadata: { tenant_id: tenantId, role } });
const ask = async (token: string, path = '/v1/assistants') => {
  const { status, body } = await api.call('get', path, { key: token });
  return [status, body.code];
};
const withSecret = (claims: JWTPayload, secret: string | Uint8Array, header: object = {}) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', ...header })
    .sign(typeof secret === 'string' ? new TextEncoder().encode(secret) : secret);
const unsigned = (claims: JWTPayload, header: object): string =>
  [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');

describe('a good token', () => {
  it('lets its user act in its tenant by its role, and the audit log names issuer and subject', async () => {
    const token = await issuer.sign(placed('admin'));
    const response = await api.call('post', '/v1/assistants', { key: token, body: { name: 'By a person' } });
    expect([response.status, response.body.detail]).toEqual([201, undefined]);
    const entry = await api.database.asTenant(own.tenantId, ({ sql, tenantId }) =>
      sql.selectFrom('auditLog').where('tenantId', '=', tenantId).where('subjectId', '=', response.body.id).selectAll().executeTakeFirst(),
    );
    expect(entry).toMatchObject({ actorKind: 'user', actorId: `${issuer.url}#user-1`, requestId: response.headers['x-request-id'] });
    expect(await ask(token, '/v1/api-keys')).toEqual([200, undefined]);
    expect((await api.call('post', '/v1/api-keys', { key: token, body: { name: 'More', role: 'owner' } })).status).toBe(403);
  });

  it('is never one of another tenant’s', async () => {
    const token = await issuer.sign(placed('owner'));
    expect((await api.call('get', '/v1/assistants', { key: token, tenantId: foreign.tenantId })).status).toBe(404);
    expect(await ask(token, `/v1/assistants/${foreign.assistantId}`)).toEqual([404, 'not_found']);
    expect(await ask(token, `/v1/tenants/${own.tenantId}`)).toEqual([403, 'forbidden']);
  });

  it('may be a little late or early, as clocks are', async () => {
    expect(await ask(await issuer.sign({ ...placed(), exp: secondsFromNow(-10) }))).toEqual([200, undefined]);
    expect(await ask(await issuer.sign({ ...placed(), nbf: secondsFromNow(10) }))).toEqual([200, undefined]);
  });

  it('may be signed with the shared secret of an issuer that has one', async () => {
    expect(await ask(await withSecret(goodClaims(legacy, placed()), legacySecret))).toEqual([200, undefined]);
  });
});

describe('a token that gives no place here is 403', () => {
  it.each<[string, () => JWTPayload]>([
    ['no claims of ours', () => ({})],
    ['an unknown role', () => placed('superuser')],
    ['the platform’s role', () => placed('platform')],
    ['a role that is no text', () => placed({ role: 'owner' })],
    ['an unknown tenant', () => placed('owner', newId())],
    ['a tenant by something else than its id', () => placed('owner', own.slug)],
    ['claims that its user wrote', () => ({ user_metadata: { tenant_id: own.tenantId, role: 'owner' } })],
  ])('with %s', async (_name, claims) => expect(await ask(await issuer.sign(claims()))).toEqual([403, 'forbidden']));
});

describe('a token that is not good is 401', () => {
  const good = () => goodClaims(issuer.url, placed());
  const [key] = [() => issuer.keys[0]];
  it.each<[string, () => string | Promise<string>]>([
    ['another audience', () => issuer.sign({ ...placed(), aud: 'somebody-else' })],
    ['no audience', () => issuer.sign({ ...placed(), aud: undefined })],
    ['an end that is past', () => issuer.sign({ ...placed(), exp: secondsFromNow(-60) })],
    ['no end', () => issuer.sign({ ...placed(), exp: undefined })],
    ['a beginning to come', () => issuer.sign({ ...placed(), nbf: secondsFromNow(60) })],
    ['no subject', () => issuer.sign({ ...placed(), sub: undefined })],
    ['a subject that is too long', () => issuer.sign({ ...placed(), sub: 'x'.repeat(256) })],
    ['a subject that Postgres cannot hold', () => issuer.sign({ ...placed(), sub: 'a\0b' })],
    ['an unknown issuer', () => issuer.sign({ ...placed(), iss: 'https://evil.example' })],
    ['the issuer of another key', () => issuer.sign({ ...placed(), iss: legacy })],
    ['no algorithm', () => `${unsigned(good(), { alg: 'none' })}.`],
    ['no algorithm and a signature', () => `${unsigned(good(), { alg: 'none', kid: 'key-1' })}.AAAA`],
    ['the public key as an HMAC secret', () => withSecret(good(), JSON.stringify(key()), { kid: 'key-1' })],
    [
      'the point of the public key as an HMAC secret',
      () => withSecret(good(), Buffer.from(String(key()?.x), 'base64url'), { kid: 'key-1' }),
    ],
    ['another issuer’s secret', () => withSecret(good(), legacySecret)],
    ['a wrong secret', () => withSecret(goodClaims(legacy, placed()), 'x'.repeat(40))],
    ['somebody else’s key under a known name', async () => signWithStranger(good(), 'key-1')],
    ['a key that nobody published', async () => signWithStranger(good(), 'key-of-nobody')],
    [
      'claims that were changed',
      async () => {
        const [header, , signature] = (await issuer.sign(placed('viewer'))).split('.');
        return `${header}.${Buffer.from(JSON.stringify(good())).toString('base64url')}.${signature}`;
      },
    ],
    ['claims that are no JSON', async () => (await issuer.sign(placed())).replace(/\.[^.]+\./, '.AAAA.')],
  ])('with %s', async (_name, make) => {
    const { status, body, headers } = await api.call('get', '/v1/assistants', { key: await make() });
    expect([status, body.code, headers['www-authenticate']]).toEqual([401, 'unauthenticated', 'Bearer']);
  });

  const signWithStranger = async (claims: JWTPayload, kid: string): Promise<string> =>
    new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid }).sign((await generateKeyPair('ES256')).privateKey);
});

describe('the issuer', () => {
  it('may change its keys at any time: a new one is fetched when it is first seen', async () => {
    const before = await issuer.sign(placed());
    expect(await ask(before)).toEqual([200, undefined]);
    await issuer.addKey();
    expect(await ask(await issuer.sign(placed()))).toEqual([200, undefined]);
    expect(await ask(before)).toEqual([200, undefined]);
  });

  it('may be away: keys that we have go on judging, a token that we cannot judge is 503 and not 401', async () => {
    const known = await issuer.sign(placed());
    expect(await ask(known)).toEqual([200, undefined]);
    await issuer.away(async () => {
      expect(await ask(known)).toEqual([200, undefined]);
      expect(await ask(await issuer.sign({ ...placed(), aud: 'other' }))).toEqual([401, 'unauthenticated']);
      await issuer.addKey();
      expect(await ask(await issuer.sign(placed()))).toEqual([503, 'identity_provider_unavailable']);
    });
    const never = await issuer.sign({ ...placed(), iss: unreachable });
    const { status, body, headers } = await api.call('get', '/v1/assistants', { key: never });
    expect([status, body.code, headers['retry-after']]).toEqual([503, 'identity_provider_unavailable', '1']);
  });
});

it('a suspended tenant’s keys and tokens are told so, and the platform still gets in', async () => {
  const tenant = await createTenantByApi(api);
  const token = await withSecret(goodClaims(legacy, placed('owner', tenant.tenantId)), legacySecret);
  await api.database.asPlatform('suspend', ({ sql }) =>
    sql.updateTable('tenants').set({ status: 'suspended' }).where('id', '=', tenant.tenantId).execute(),
  );
  expect(await ask(token)).toEqual([403, 'tenant_suspended']);
  expect(await ask(tenant.keys.owner)).toEqual([403, 'tenant_suspended']);
  expect((await api.call('get', '/v1/assistants', { key: platformKey, tenantId: tenant.tenantId })).status).toBe(200);
});
