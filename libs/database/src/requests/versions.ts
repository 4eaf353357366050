import { sql } from 'kysely';

import type { PlatformScope, TenantScope } from '../database.ts';
import type { Tables } from '../tables.ts';

/** Tables whose rows tell by `updated_at` that they were changed. */
export type VersionedTable = {
  [Table in keyof Tables]: Tables[Table] extends { readonly tenantId: unknown; readonly id: unknown; readonly updatedAt: unknown }
    ? Table
    : never;
}[keyof Tables];

/**
 * The version of a row: when it was changed last, in microseconds since 1970. Undefined when there is no such row.
 * `isHeld`: nobody else changes the row until this transaction ends.
 */
export async function readVersion(
  scope: TenantScope | PlatformScope,
  { table, id, isHeld }: { readonly table: VersionedTable; readonly id: string; readonly isHeld: boolean },
): Promise<string | undefined> {
  const tenantId = 'tenantId' in scope ? scope.tenantId : id; // a tenant's row is all that is read outside of tenants
  const { rows } = await sql<{ version: string }>`
    select (extract(epoch from updated_at) * 1000000)::bigint::text as version
    from ${sql.table(table.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))}
    where tenant_id = ${tenantId} and id = ${id} ${isHeld ? sql`for no key update` : sql``}`.execute(scope.sql);
  return rows[0]?.version;
}
