import type { Database, PlatformScope } from '../database.ts';

export async function findTenant({ sql: statements }: PlatformScope, tenantId: string) {
  return statements
    .selectFrom('tenants')
    .where('id', '=', tenantId)
    .select(['id', 'slug', 'name', 'status', 'plan', 'defaultLocale', 'createdAt', 'updatedAt'])
    .executeTakeFirst();
}

/** Whether there is such a tenant, asked from inside it. */
export async function isTenant(database: Database, tenantId: string): Promise<boolean> {
  const row = await database.asTenant(tenantId, ({ sql: statements }) =>
    statements.selectFrom('tenants').where('id', '=', tenantId).select('id').executeTakeFirst(),
  );
  return row !== undefined;
}
