import { sql } from 'kysely';

import type { Database, TenantScope } from '../database.ts';
import type { Role } from '../tables.ts';

export interface NewApiKeyRow {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly secretHash: Buffer;
  readonly role: Role;
}

const columns = ['id', 'name', 'prefix', 'role', 'expiresAt', 'lastUsedAt', 'revokedAt', 'createdAt'] as const;

export async function createApiKey({ sql: statements, tenantId }: TenantScope, key: NewApiKeyRow) {
  return statements
    .insertInto('apiKeys')
    .values({ ...key, tenantId })
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export interface KeyHolder {
  readonly tenantId: string;
  readonly keyId: string;
  readonly role: Role;
}

/** Whose key this is, if it is valid now. Read across tenants, because the key is what tells the tenant. */
export async function findKeyHolder(database: Database, secretHash: Buffer): Promise<KeyHolder | undefined> {
  return database.asPlatform('authenticate an API key', ({ sql: statements }) =>
    statements
      .selectFrom('apiKeys')
      .innerJoin('tenants', 'tenants.id', 'apiKeys.tenantId')
      .where('secretHash', '=', secretHash)
      .where('revokedAt', 'is', null)
      .where('tenants.status', '=', 'active')
      .where((eb) => eb.or([eb('expiresAt', 'is', null), eb('expiresAt', '>', sql<Date>`now()`)]))
      .select(['apiKeys.tenantId', 'apiKeys.id as keyId', 'apiKeys.role'])
      .executeTakeFirst(),
  );
}
