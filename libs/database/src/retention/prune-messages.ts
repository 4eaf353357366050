import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';
import { bury } from '../erasures/bury.ts';

/** A message that is too old, and where its media file lies if it has one. */
export interface AgedMessage {
  readonly id: string;
  readonly conversationId: string;
  readonly objectPath: string | null;
  readonly createdAt: Date;
}

/** Where a walk through aged messages stands, to the microsecond. */
export type MessagePlace = { readonly time: string; readonly id: string };

/** States in which something is still to happen to a message; it is kept until that has happened. */
const unsettled = ['received', 'queued', 'sending', 'unknown'];

/** Messages from before `cutoff` that nothing will happen to any more, the oldest first, after a place. */
export async function listAgedMessages(
  { sql: statements, tenantId }: TenantScope,
  { cutoff, after, limit }: { readonly cutoff: Date; readonly after: MessagePlace | undefined; readonly limit: number },
): Promise<{ messages: AgedMessage[]; last: MessagePlace | undefined }> {
  const { rows } = await sql<AgedMessage & { place: string }>`
    select m.id, m.conversation_id, m.created_at, mm.object_path, m.created_at::text as place
    from messages m left join message_media mm on mm.tenant_id = m.tenant_id and mm.message_id = m.id
    where m.tenant_id = ${tenantId} and m.created_at < ${cutoff} and m.state <> all(${unsettled}) and mm.state is distinct from 'pending'
      ${after ? sql`and (m.created_at, m.id) > (${after.time}::timestamptz, ${after.id}::uuid)` : sql``}
    order by m.created_at, m.id limit ${limit}`.execute(statements);
  const last = rows.at(-1);
  return { messages: rows, last: last && { time: last.place, id: last.id } };
}

/**
 * Deletes aged messages of one conversation, with their media rows and what a summary says of them: what is left is summed up anew by the
 * next turn that needs it. Their provider ids leave tombstones. Returns how many were deleted; `held` when a turn owns the conversation now:
 * it may be about to store a summary of what would be gone.
 */
export async function deleteAgedMessages(
  scope: TenantScope,
  { conversationId, messageIds }: { readonly conversationId: string; readonly messageIds: readonly string[] },
): Promise<number | 'held'> {
  const { sql: statements, tenantId } = scope;
  const free = await statements
    .selectFrom('conversations')
    .where('tenantId', '=', tenantId)
    .where('id', '=', conversationId)
    .where((eb) => eb.or([eb('claimedUntil', 'is', null), eb('claimedUntil', '<', sql<Date>`clock_timestamp()`)]))
    .select('id')
    .forNoKeyUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!free) return 'held';
  await bury(scope, { messageIds });
  await sql`
    update usage_records u set message_id = null
    where u.tenant_id = ${tenantId} and u.idempotency_key = any(array(select 'delivered:' || id from unnest(${messageIds}::uuid[]) as id))`.execute(
    statements,
  );
  const { rows } = await sql<{ seq: number }>`
    delete from messages m where m.tenant_id = ${tenantId} and m.conversation_id = ${conversationId} and m.id = any(${messageIds}::uuid[])
    returning m.seq`.execute(statements);
  const seqs = rows.map(({ seq }) => seq);
  await sql`
    update conversations c set summary = null, summary_through_seq = least(c.summary_through_seq, ${Math.max(0, ...seqs)}::int), updated_at = now()
    where c.tenant_id = ${tenantId} and c.id = ${conversationId} and c.summary is not null and c.summary_through_seq >= ${Math.min(...seqs, 2 ** 31 - 1)}::int`.execute(
    statements,
  );
  return rows.length;
}
