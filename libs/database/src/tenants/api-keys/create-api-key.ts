import type { Scope, TenantRole } from '@sylion/schemas';

import type { TenantScope } from '../../database.ts';
import { apiKeyColumns } from './read-api-keys.ts';

export interface NewApiKeyRow {
  readonly id: string;
  readonly name: string;
  readonly role: TenantRole;
  /** Null: everything that the role may. */
  readonly scopes: readonly Scope[] | null;
  readonly expiresAt: Date | null;
  readonly prefix: string;
  readonly secretHash: Buffer;
}

export async function createApiKey({ sql: statements, tenantId }: TenantScope, { scopes, ...key }: NewApiKeyRow) {
  return statements
    .insertInto('apiKeys')
    .values({ ...key, scopes: scopes && [...scopes], tenantId })
    .returning(apiKeyColumns)
    .executeTakeFirstOrThrow();
}
