import type { Database, PlatformScope } from '../database.ts';
import { selectTenants } from './tenants.ts';

export const findTenant = (scope: PlatformScope, tenantId: string) => selectTenants(scope).where('id', '=', tenantId).executeTakeFirst();

/** Whether a tenant may be used, asked from inside it; undefined when there is none such. */
export async function findTenantStatus(database: Database, tenantId: string): Promise<'active' | 'suspended' | undefined> {
  const row = await database.asTenant(tenantId, ({ sql: statements }) =>
    statements.selectFrom('tenants').where('id', '=', tenantId).select('status').executeTakeFirst(),
  );
  return row?.status;
}
