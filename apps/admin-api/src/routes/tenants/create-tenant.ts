import { createTenant as insertTenant, writeAudit } from '@sylion/database';
import { newId, newTenantSchema, tenantSchema } from '@sylion/schemas';

import { definePlatformRoute } from '../../route.ts';

export const createTenant = definePlatformRoute({
  method: 'post',
  path: '/v1/tenants',
  summary: 'Create a tenant',
  body: newTenantSchema,
  status: 201,
  answer: tenantSchema,
  conflicts: ['already_exists'],
  transact: async ({ scope, body, by }) => {
    const tenant = await insertTenant(scope, { id: newId(), ...body });
    await writeAudit(scope.sql, {
      ...by,
      tenantId: tenant.id,
      action: 'tenant.created',
      subjectKind: 'tenant',
      subjectId: tenant.id,
      after: body,
    });
    return tenant;
  },
});
