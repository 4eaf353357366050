import { idSchema, tenantRoleSchema, type TenantRole } from '@sylion/schemas';
import { includesRole } from '@sylion/tenancy';

import type { Issuer } from './issuer.ts';

/** What a token says of its user's place here; undefined where it says nothing that we know. */
export interface Place {
  readonly tenantId: string | undefined;
  readonly role: TenantRole | undefined;
}

/** Reads tenant and role out of a verified token's claims. Of several roles the highest counts. */
export function readClaims(claims: unknown, { tenantClaim, roleClaim, roles }: Pick<Issuer, 'tenantClaim' | 'roleClaim' | 'roles'>): Place {
  const tenant = idSchema.safeParse(claimAt(claims, tenantClaim));
  const named = claimAt(claims, roleClaim);
  const known = (Array.isArray(named) ? named : [named]).flatMap((name) => toRole(name, roles) ?? []);
  return {
    tenantId: tenant.success ? tenant.data.toLowerCase() : undefined,
    role: known.reduce<TenantRole | undefined>((highest, role) => (highest && includesRole(highest, role) ? highest : role), undefined),
  };
}

const claimAt = (claims: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (inside, name) =>
      typeof inside === 'object' && inside !== null && Object.hasOwn(inside, name) ? Reflect.get(inside, name) : undefined,
    claims,
  );

function toRole(name: unknown, roles: Issuer['roles']): TenantRole | undefined {
  if (typeof name !== 'string') return undefined;
  if (roles) return Object.hasOwn(roles, name) ? roles[name] : undefined;
  return tenantRoleSchema.safeParse(name).data;
}
