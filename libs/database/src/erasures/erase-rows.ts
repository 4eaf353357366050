import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';
import { personalTables } from '../end-users/personal-tables.ts';
import { forgetAnswers } from '../requests/forget-answers.ts';
import { abandonTurns } from '../turns/abandon-turns.ts';
import { bury } from './bury.ts';
import { eraseLateEvents, spellingsOf } from './erase-provider-events.ts';
import type { Leftovers } from './privacy-tables.ts';

/** While a media file was being fetched as its row went, its object may appear this much later. */
export interface ErasureRules {
  readonly mediaSettleMs: number;
}

/**
 * Erases all rows of an end user in one transaction: whoever comes later finds either everything or nothing. The end user's row is
 * locked first, so that no conversation can begin any more; then the conversations, so that no turn commits and no message is stored.
 * What was used stays in the ledger and forgets whose it was; provider message ids leave tombstones. Returns false when the rows are
 * gone already.
 */
export async function eraseRows(scope: TenantScope, erasureId: string, rules: ErasureRules): Promise<boolean> {
  const { sql: statements, tenantId } = scope;
  const erasure = await statements
    .selectFrom('erasures')
    .where('tenantId', '=', tenantId)
    .where('id', '=', erasureId)
    .where('state', '=', 'requested')
    .select(['endUserId', 'requestedAt', 'counts'])
    .forUpdate()
    .executeTakeFirst();
  if (!erasure) return false;
  const { endUserId } = erasure;
  await statements.selectFrom('endUsers').where('tenantId', '=', tenantId).where('id', '=', endUserId).select('id').forUpdate().execute();
  const conversations = await statements
    .selectFrom('conversations')
    .where('tenantId', '=', tenantId)
    .where('endUserId', '=', endUserId)
    .select(['id', 'channelId'])
    .orderBy('id')
    .forUpdate()
    .execute();
  const names = (await identitiesOf(scope, endUserId)).flatMap(spellingsOf);
  const lateEvents = await eraseLateEvents(scope, names, erasure.requestedAt);
  for (const { id } of conversations) await abandonTurns(scope, { conversationId: id });
  const ids = conversations.map(({ id }) => id);
  const media = await mediaOf(scope, ids);
  await bury(scope, { conversationIds: ids });
  await unlinkUsage(scope, ids);
  const counts = {
    ...erasure.counts,
    provider_events: (erasure.counts['provider_events'] ?? 0) + lateEvents,
    ...(await deleteRows(scope, endUserId, ids)),
    idempotent_requests: await forgetAnswers(scope, [endUserId, ...ids]),
  };
  await statements
    .updateTable('erasures')
    .set({
      state: 'rows_erased',
      rowsErasedAt: sql<Date>`now()`,
      updatedAt: sql<Date>`now()`,
      counts: JSON.stringify(counts),
      leftovers: JSON.stringify({ conversations, objectPaths: media.strayPaths, objectCount: media.objectCount } satisfies Leftovers),
      notBefore: sql<Date>`clock_timestamp() + ${media.isFetching ? rules.mediaSettleMs : 0} * interval '1 ms'`,
    })
    .where('tenantId', '=', tenantId)
    .where('id', '=', erasureId)
    .execute();
  return true;
}

/** All names an end user goes or went by. */
export const identitiesOf = ({ sql: statements, tenantId }: TenantScope, endUserId: string) =>
  statements
    .selectFrom('endUserIdentities')
    .where('tenantId', '=', tenantId)
    .where('endUserId', '=', endUserId)
    .select(['kind', 'value'])
    .execute();

/** Objects lie in the folder of the conversation they came in, which a merge does not change. */
async function mediaOf({ sql: statements, tenantId }: TenantScope, conversationIds: readonly string[]) {
  if (conversationIds.length === 0) return { objectCount: 0, strayPaths: [], isFetching: false };
  const media = await statements
    .selectFrom('messageMedia')
    .where('tenantId', '=', tenantId)
    .where('conversationId', 'in', conversationIds)
    .select(['objectPath', 'state'])
    .execute();
  const paths = media.flatMap(({ objectPath }) => objectPath ?? []);
  return {
    objectCount: paths.length,
    strayPaths: paths.filter((path) => !conversationIds.some((id) => path.startsWith(`media/${id}/`))),
    isFetching: media.some(({ state }) => state === 'pending'),
  };
}

/** The ledger is kept: it says what was used, and no longer by which turn or message. */
async function unlinkUsage({ sql: statements, tenantId }: TenantScope, conversationIds: readonly string[]): Promise<void> {
  await sql`
    update usage_records u set turn_id = null, message_id = null from turns t
    where u.tenant_id = ${tenantId} and t.tenant_id = ${tenantId} and t.conversation_id = any(${conversationIds}::uuid[]) and u.turn_id = t.id`.execute(
    statements,
  );
  await sql`
    update usage_records u set turn_id = null, message_id = null from messages m
    where u.tenant_id = ${tenantId} and m.tenant_id = ${tenantId} and m.conversation_id = any(${conversationIds}::uuid[])
      and m.direction = 'outbound' and u.idempotency_key = 'delivered:' || m.id`.execute(statements);
}

/** Children first, so that each table's count is its own. */
async function deleteRows({ sql: statements, tenantId }: TenantScope, endUserId: string, conversationIds: readonly string[]) {
  const counts: Record<string, number> = {};
  for (const { table, column, owner } of personalTables) {
    const owners = owner === 'end_user' ? [endUserId] : conversationIds;
    const gone =
      await sql`delete from ${sql.table(table)} where tenant_id = ${tenantId} and ${sql.ref(column)} = any(${owners}::uuid[])`.execute(
        statements,
      );
    counts[table] = Number(gone.numAffectedRows ?? 0n);
  }
  return counts;
}
