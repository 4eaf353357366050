import { randomBytes } from 'node:crypto';

import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';

/** Leaves a tombstone for every provider message id, for ever: a late redelivery of any of them is known for what it is. */
export async function bury(
  { sql: statements, tenantId }: TenantScope,
  of: { readonly conversationIds: readonly string[] } | { readonly messageIds: readonly string[] },
): Promise<void> {
  await statements
    .insertInto('tombstoneKeys')
    .values({ tenantId, key: randomBytes(32) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const [column, ids] = 'messageIds' in of ? ['m.id', of.messageIds] : ['m.conversation_id', of.conversationIds];
  await sql`
    insert into message_tombstones (tenant_id, channel_id, digest)
    select m.tenant_id, m.channel_id, tombstone_digest(k.key, m.provider_message_id)
    from messages m join tombstone_keys k on k.tenant_id = m.tenant_id
    where m.tenant_id = ${tenantId} and k.tenant_id = ${tenantId} and ${sql.ref(column)} = any(${ids}::uuid[]) and m.provider_message_id is not null
    on conflict do nothing`.execute(statements);
}
