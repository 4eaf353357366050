import { changeTenant, findTenant, lockTenant, writeAudit, type PlatformScope, type TenantChange } from '@sylion/database';

import { formerly } from '../../http/formerly.ts';
import { found } from '../../http/problem.ts';
import type { Origin } from '../../route.ts';

/**
 * Changes a tenant and tells its audit log; a status that it has already is no change.
 * @throws {Problem} 404
 */
export async function updateTenant(
  scope: PlatformScope,
  tenantId: string,
  { change, action, by }: { change: TenantChange; action: string; by: Origin },
) {
  const tenant = found('tenant', await lockTenant(scope, tenantId));
  if (change.status === tenant.status) return tenant;
  await changeTenant(scope, tenantId, change);
  await writeAudit(scope.sql, {
    ...by,
    tenantId,
    action,
    subjectKind: 'tenant',
    subjectId: tenantId,
    before: formerly(change, tenant),
    after: change,
  });
  return found('tenant', await findTenant(scope, tenantId));
}
