import { sql } from 'kysely';

import type { Locale } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';

/** Remembers that the end user was told about the spent quota, so that they are told once per period. */
export async function noteOverQuota({ sql: statements, tenantId }: TenantScope, conversationId: string): Promise<void> {
  await statements
    .updateTable('conversations')
    .set({ overQuotaNotifiedAt: sql<Date>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', conversationId)
    .execute();
}

/** Remembers the language an end user writes in. */
export async function noteLocale({ sql: statements, tenantId }: TenantScope, endUserId: string, locale: Locale): Promise<void> {
  await statements
    .updateTable('endUsers')
    .set({ locale, updatedAt: sql<Date>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', endUserId)
    .where((eb) => eb('locale', 'is distinct from', locale))
    .execute();
}
