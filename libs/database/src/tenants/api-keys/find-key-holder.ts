import { sql } from 'kysely';

import type { Scope, TenantRole } from '@sylion/schemas';

import type { Database } from '../../database.ts';

export interface KeyHolder {
  readonly tenantId: string;
  readonly keyId: string;
  readonly role: TenantRole;
  readonly scopes: readonly Scope[] | null;
  readonly tenantStatus: 'active' | 'suspended';
  /** Its last use was not noted within the last minute. */
  readonly isUseUnnoted: boolean;
}

/** Whose key this is, if it is valid now. Read across tenants, because the key is what tells the tenant. */
export async function findKeyHolder(database: Database, secretHash: Buffer): Promise<KeyHolder | undefined> {
  return database.asPlatform('authenticate an API key', ({ sql: statements }) =>
    statements
      .selectFrom('apiKeys as k')
      .innerJoin('tenants as t', 't.id', 'k.tenantId')
      .where((eb) =>
        eb.or([
          eb('k.secretHash', '=', secretHash),
          eb.and([eb('k.previousSecretHash', '=', secretHash), eb('k.previousExpiresAt', '>', sql<Date>`now()`)]),
        ]),
      )
      .where('k.revokedAt', 'is', null)
      .where((eb) => eb.or([eb('k.expiresAt', 'is', null), eb('k.expiresAt', '>', sql<Date>`now()`)]))
      .select(['k.tenantId', 'k.id as keyId', 'k.role', 'k.scopes', 't.status as tenantStatus'])
      .select(sql<boolean>`k.last_used_at is null or k.last_used_at < now() - interval '1 minute'`.as('isUseUnnoted'))
      .executeTakeFirst(),
  );
}

/** Notes that a key was used now, unless that was noted within the last minute. */
export async function noteKeyUse(database: Database, { tenantId, keyId }: Pick<KeyHolder, 'tenantId' | 'keyId'>): Promise<void> {
  await database.asTenant(tenantId, ({ sql: statements }) =>
    statements
      .updateTable('apiKeys')
      .set({ lastUsedAt: sql<Date>`now()` })
      .where('tenantId', '=', tenantId)
      .where('id', '=', keyId)
      .where((eb) => eb.or([eb('lastUsedAt', 'is', null), eb('lastUsedAt', '<', sql<Date>`now() - interval '1 minute'`)]))
      .execute(),
  );
}
