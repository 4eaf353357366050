import type { TenantScope } from '../database.ts';

export interface IdentityRow {
  readonly kind: 'bsuid' | 'phone' | 'username';
  readonly scope: string;
  readonly value: string;
  readonly retiredAt: Date | null;
}

/** The identities of some end users, current ones first, by end user. */
export async function readIdentities(
  { sql: statements, tenantId }: TenantScope,
  endUserIds: readonly string[],
): Promise<Map<string, IdentityRow[]>> {
  if (endUserIds.length === 0) return new Map();
  const rows = await statements
    .selectFrom('endUserIdentities')
    .where('tenantId', '=', tenantId)
    .where('endUserId', 'in', endUserIds)
    .select(['endUserId', 'kind', 'scope', 'value', 'retiredAt'])
    .orderBy('retiredAt', (order) => order.desc().nullsFirst())
    .orderBy('createdAt')
    .orderBy('id')
    .execute();
  const byEndUser = new Map<string, IdentityRow[]>();
  for (const { endUserId, ...identity } of rows) byEndUser.set(endUserId, [...(byEndUser.get(endUserId) ?? []), identity]);
  return byEndUser;
}
