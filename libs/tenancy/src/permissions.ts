import type { Scope, TenantRole } from '@sylion/schemas';

/** What a bearer may be: something inside a tenant, or the platform operator, who stands above all tenants. */
export type Role = TenantRole | 'platform';

/** What a caller may do: what its role may, within its scopes; `null` does not narrow it. */
export interface Grant {
  readonly role: Role;
  readonly scopes: readonly Scope[] | null;
}

/** What a route asks for: the least role, and the scope that a narrowed grant has to hold. */
export type Permission = { readonly role: TenantRole; readonly scope: Scope } | { readonly role: 'platform' };

const rank: Record<Role, number> = { viewer: 0, agent: 1, admin: 2, owner: 3, platform: 4 };

/** Whether a role includes another: owner ⊃ admin ⊃ agent ⊃ viewer. Only the platform includes `platform`. */
export const includesRole = (held: Role, needed: Role): boolean => rank[held] >= rank[needed];

/** What a grant lacks for a permission, or undefined when it suffices. */
export function lackFor({ role, scopes }: Grant, needed: Permission): 'role' | 'scope' | undefined {
  if (!includesRole(role, needed.role)) return 'role';
  return needed.role === 'platform' || scopes === null || scopes.includes(needed.scope) ? undefined : 'scope';
}

/** Whether everything that `other` may, `held` may too: nobody hands out more than they have. */
export const includesGrant = (held: Grant, other: Grant): boolean =>
  includesRole(held.role, other.role) &&
  (held.scopes === null || (other.scopes !== null && other.scopes.every((scope) => held.scopes?.includes(scope))));
