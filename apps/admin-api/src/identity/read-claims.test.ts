import fc from 'fast-check';

import { readClaims } from './read-claims.ts';

const tenantId = '018f0000-0000-7000-8000-000000000001';
const supabase = { tenantClaim: ['app_metadata', 'tenant_id'], roleClaim: ['app_metadata', 'role'], roles: undefined };

it('reads tenant and role where the issuer puts them', () => {
  expect(readClaims({ app_metadata: { tenant_id: tenantId.toUpperCase(), role: 'agent' } }, supabase)).toEqual({ tenantId, role: 'agent' });
  const auth0 = { tenantClaim: ['https://example.com/tenant'], roleClaim: ['https://example.com/roles'], roles: undefined };
  const claims = { 'https://example.com/tenant': tenantId, 'https://example.com/roles': ['viewer', 'admin', 'agent', 'something'] };
  expect(readClaims(claims, auth0)).toEqual({ tenantId, role: 'admin' });
});

it('calls roles what the issuer calls them, and only that, where it has words of its own', () => {
  const own = { ...supabase, roles: { chef: 'owner' as const } };
  expect(readClaims({ app_metadata: { role: 'chef' } }, own).role).toBe('owner');
  for (const role of ['owner', 'toString', '__proto__', 'constructor'])
    expect(readClaims({ app_metadata: { role } }, own).role).toBeUndefined();
});

it('finds nothing in claims that are not as they should be', () =>
  fc.assert(
    fc.property(fc.anything(), (claims) => {
      expect(readClaims(claims, supabase).role).toBeUndefined();
      expect(readClaims({ app_metadata: claims }, { ...supabase, roleClaim: ['app_metadata', '__proto__', 'role'] }).role).toBeUndefined();
    }),
  ));
