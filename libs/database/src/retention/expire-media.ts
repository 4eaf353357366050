import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';

export interface AgedMedia {
  readonly id: string;
  readonly objectPath: string;
}

/** Media files from before `cutoff` that are stored, the oldest first. */
export async function listAgedMedia(
  { sql: statements, tenantId }: TenantScope,
  { cutoff, limit }: { readonly cutoff: Date; readonly limit: number },
): Promise<AgedMedia[]> {
  const rows = await statements
    .selectFrom('messageMedia')
    .where('tenantId', '=', tenantId)
    .where('createdAt', '<', cutoff)
    .where('objectPath', 'is not', null)
    .select(['id', 'objectPath'])
    .orderBy('createdAt')
    .limit(limit)
    .execute();
  return rows.map(({ id, objectPath }) => ({ id, objectPath: objectPath ?? '' }));
}

/** Notes that media files are not there any more: their messages say so. Returns how many. */
export async function expireMedia({ sql: statements, tenantId }: TenantScope, mediaIds: readonly string[]): Promise<number> {
  const { numUpdatedRows } = await statements
    .updateTable('messageMedia')
    .set({ state: 'failed', stateReason: 'expired', objectPath: null, objectUri: null, updatedAt: sql<Date>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', 'in', mediaIds)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
