import { findKeyHolder, isTenant, type Actor, type Database } from '@sylion/database';
import { idSchema } from '@sylion/schemas';
import { hashApiKey, includesRole, isSameSecret, type Role } from '@sylion/tenancy';

import { notFound, Problem } from './problem.ts';

/** Who calls: an API key inside its tenant, or the platform operator. */
export interface Caller {
  readonly role: Role;
  readonly actor: Actor;
  /** Undefined for the platform. */
  readonly tenantId?: string;
}

/** @throws {Problem} 401 unless the bearer is the platform's key or a tenant's valid one. */
export async function authenticate(authorization: string | undefined, platformKey: string, database: Database): Promise<Caller> {
  const bearer = /^Bearer +(\S{1,512})$/i.exec(authorization ?? '')?.[1];
  if (bearer === undefined) throw new Problem(401, 'unauthenticated', 'send Authorization: Bearer <key>');
  if (isSameSecret(bearer, platformKey)) return { role: 'platform', actor: { kind: 'platform' } };
  const holder = await findKeyHolder(database, hashApiKey(bearer));
  if (!holder) throw new Problem(401, 'unauthenticated', 'the key is unknown, revoked or expired');
  return { role: holder.role, tenantId: holder.tenantId, actor: { kind: 'api_key', id: holder.keyId } };
}

/** @throws {Problem} 403 when the caller's role does not include the one that is needed. */
export function authorise(caller: Caller, needed: Role): void {
  if (!includesRole(caller.role, needed)) throw new Problem(403, 'forbidden', `this needs the role ${needed}; the key has ${caller.role}`);
}

/**
 * The tenant that a call is inside: the key's own, or the one that the platform names in `X-Tenant-Id`.
 * @throws {Problem} 400 when the platform names none, 404 when it does not exist or is not the key's.
 */
export async function resolveTenant(caller: Caller, named: string | undefined, database: Database): Promise<string> {
  const own = caller.tenantId;
  if (own !== undefined) {
    if (named !== undefined && named.toLowerCase() !== own) throw notFound('tenant');
    return own;
  }
  if (named === undefined || named === '') throw new Problem(400, 'tenant_required', 'the platform key needs the header X-Tenant-Id here');
  if (!idSchema.safeParse(named).success || !(await isTenant(database, named))) throw notFound('tenant');
  return named.toLowerCase();
}
