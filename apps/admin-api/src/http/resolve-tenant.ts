import { findTenantStatus, type Database } from '@sylion/database';
import { idSchema } from '@sylion/schemas';

import type { Caller } from '../identity/authenticate.ts';
import { notFound, Problem } from './problem.ts';

/**
 * The tenant that a call is inside: the caller's own, or the one that the platform names in `X-Tenant-Id`.
 * @throws {Problem} 400 when the platform names none, 404 when it does not exist or is not the caller's.
 */
export async function resolveTenant(caller: Pick<Caller, 'tenantId'>, named: string | undefined, database: Database): Promise<string> {
  const own = caller.tenantId;
  if (own !== undefined) {
    if (named !== undefined && named.toLowerCase() !== own) throw notFound('tenant');
    return own;
  }
  if (named === undefined || named === '') throw new Problem(400, 'tenant_required', 'the platform key needs the header X-Tenant-Id here');
  if (!idSchema.safeParse(named).success || !(await findTenantStatus(database, named))) throw notFound('tenant');
  return named.toLowerCase();
}
