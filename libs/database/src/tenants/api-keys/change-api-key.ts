import { sql } from 'kysely';

import type { Scope } from '@sylion/schemas';

import type { TenantScope } from '../../database.ts';
import { apiKeyColumns } from './read-api-keys.ts';

export interface ApiKeyChange {
  readonly name?: string;
  readonly scopes?: readonly Scope[] | null;
  readonly expiresAt?: Date | null;
}

/** Changes the named fields of a key. */
export async function changeApiKey(scope: TenantScope, keyId: string, { scopes, ...fields }: ApiKeyChange) {
  return updateApiKey(scope, keyId)
    .set({ ...fields, ...(scopes !== undefined && { scopes: scopes && [...scopes] }) })
    .returning(apiKeyColumns)
    .executeTakeFirstOrThrow();
}

/** Gives a key a new secret; the one it had works on for `overlapSeconds`, and one that it had before that no longer. */
export async function rotateApiKey(
  scope: TenantScope,
  keyId: string,
  { prefix, secretHash, overlapSeconds }: { prefix: string; secretHash: Buffer; overlapSeconds: number },
) {
  return updateApiKey(scope, keyId)
    .set(({ ref }) => ({
      prefix,
      secretHash,
      previousPrefix: overlapSeconds > 0 ? ref('prefix') : null,
      previousSecretHash: overlapSeconds > 0 ? ref('secretHash') : null,
      previousExpiresAt: overlapSeconds > 0 ? sql<Date>`least(expires_at, now() + ${overlapSeconds} * interval '1 second')` : null,
    }))
    .returning(apiKeyColumns)
    .executeTakeFirstOrThrow();
}

/** Ends a key for ever, with every secret that it has. */
export async function revokeApiKey(scope: TenantScope, keyId: string): Promise<void> {
  await updateApiKey(scope, keyId)
    .set({ revokedAt: sql<Date>`now()`, previousSecretHash: null, previousPrefix: null, previousExpiresAt: null })
    .execute();
}

const updateApiKey = ({ sql: statements, tenantId }: TenantScope, keyId: string) =>
  statements
    .updateTable('apiKeys')
    .set({ updatedAt: sql<Date>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', keyId);
