import { sql } from 'kysely';

import type { TenantScope } from '../../database.ts';
import { byId, readPage, type PageRequest } from '../../pages/read-page.ts';

/** What of an API key people see: its secrets by their prefixes only. */
export const apiKeyColumns = [
  'id',
  'name',
  'prefix',
  'role',
  'scopes',
  'expiresAt',
  'lastUsedAt',
  'revokedAt',
  'createdAt',
  'updatedAt',
  sql<{ prefix: string; expiresAt: string } | null>`case when previous_expires_at > now()
    then json_build_object('prefix', previous_prefix, 'expiresAt', to_char(previous_expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end`.as(
    'previousSecret',
  ),
] as const;

export type ApiKey = NonNullable<Awaited<ReturnType<typeof findApiKey>>>;

export const listApiKeys = (scope: TenantScope, page: PageRequest) => readPage(selectApiKeys(scope), byId('asc'), page);

/** Undefined when there is no such key in this tenant. */
export const findApiKey = (scope: TenantScope, keyId: string) => selectApiKeys(scope).where('id', '=', keyId).executeTakeFirst();

/** All keys of the tenant that are not revoked, held for this transaction: what one decides from them stays true until it ends. */
export const lockStandingKeys = (scope: TenantScope) =>
  selectApiKeys(scope).where('revokedAt', 'is', null).orderBy('id').forNoKeyUpdate().execute();

const selectApiKeys = ({ sql: statements, tenantId }: TenantScope) =>
  statements.selectFrom('apiKeys').where('tenantId', '=', tenantId).select(apiKeyColumns);
