import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';
import { byId, readPage, type PageRequest } from '../pages/read-page.ts';

export async function listApiKeys({ sql: statements, tenantId }: TenantScope, page: PageRequest) {
  const query = statements
    .selectFrom('apiKeys')
    .where('tenantId', '=', tenantId)
    .select(['id', 'name', 'prefix', 'role', 'expiresAt', 'revokedAt', 'createdAt']);
  return readPage(query, byId('asc'), page);
}

/** Ends an API key for ever. `already`: it was revoked before; undefined: there is no such key in this tenant. */
export async function revokeApiKey({ sql: statements, tenantId }: TenantScope, keyId: string): Promise<'revoked' | 'already' | undefined> {
  const key = await statements
    .selectFrom('apiKeys')
    .where('tenantId', '=', tenantId)
    .where('id', '=', keyId)
    .select('revokedAt')
    .forUpdate()
    .executeTakeFirst();
  if (!key) return undefined;
  if (key.revokedAt) return 'already';
  await statements
    .updateTable('apiKeys')
    .set({ revokedAt: sql<Date>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', keyId)
    .execute();
  return 'revoked';
}
