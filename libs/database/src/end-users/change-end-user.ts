import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';

export interface EndUserChange {
  /** A name that an admin gives stays; null leaves the naming to WhatsApp again. */
  readonly displayName?: string | null;
  readonly notes?: string | null;
}

/** Changes the named fields. Returns false when there is no such end user in this tenant. */
export async function changeEndUser(
  { sql: statements, tenantId }: TenantScope,
  endUserId: string,
  change: EndUserChange,
): Promise<boolean> {
  const { displayName, notes } = change;
  const changed = await statements
    .updateTable('endUsers')
    .set({
      ...(displayName === undefined ? {} : { displayName, isNameKept: displayName !== null }),
      ...(notes === undefined ? {} : { notes }),
      updatedAt: sql<Date>`now()`,
    })
    .where('tenantId', '=', tenantId)
    .where('id', '=', endUserId)
    .returning('id')
    .executeTakeFirst();
  return changed !== undefined;
}
