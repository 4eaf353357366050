import { issuersSchema } from './issuer.ts';

const good = { issuer: 'https://my-project.supabase.co/auth/v1', audience: 'authenticated' };
const read = (...issuers: object[]) => issuersSchema.safeParse(JSON.stringify(issuers));

it('needs no more than issuer and audience for Supabase Auth', () =>
  expect(read(good).data).toEqual([
    {
      ...good,
      audience: ['authenticated'],
      tenantClaim: ['app_metadata', 'tenant_id'],
      roleClaim: ['app_metadata', 'role'],
      jwksCooldownSeconds: 30,
    },
  ]));

it.each<[string, object]>([
  ['must be an https:// URL', { ...good, issuer: 'http://example.com' }],
  ['must be an https:// URL', { ...good, jwksUrl: 'http://example.com/keys' }],
  ['must name an audience', { issuer: good.issuer }],
  ['must be an algorithm with public keys', { ...good, algorithms: ['HS256'] }],
  ['must be an algorithm with public keys', { ...good, algorithms: ['none'] }],
  ['needs at least 32 characters', { ...good, secret: 'short' }],
  ['excludes jwksUrl and algorithms', { ...good, secret: 'x'.repeat(32), jwksUrl: 'https://example.com/keys' }],
  ['users write user_metadata themselves', { ...good, roleClaim: 'user_metadata.role' }],
  ['Unrecognized key', { ...good, jwks: 'https://example.com' }],
])('refuses loudly: %s', (message, issuer) => expect(read(issuer).error?.message).toContain(message));

it('refuses what is no JSON, no list, and one issuer twice', () => {
  expect(issuersSchema.safeParse('{').error?.message).toContain('must be JSON');
  expect(issuersSchema.safeParse('{}').error?.message).toContain('must be a list');
  expect(read(good, good).error?.message).toContain('names an issuer twice');
});
