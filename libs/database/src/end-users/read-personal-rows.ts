import { sql, type RawBuilder } from 'kysely';

import type { TenantScope } from '../database.ts';
import { namesOne, spellingsOf } from '../erasures/erase-provider-events.ts';
import { identitiesOf } from '../erasures/erase-rows.ts';
import { readInBatches } from '../pages/read-in-batches.ts';
import { personalTables } from './personal-tables.ts';

export type PersonalRow = Readonly<Record<string, unknown>>;

/** Some rows of one table. Every table comes at least once, if only with none. */
export interface PersonalRows {
  readonly table: string;
  readonly rows: readonly PersonalRow[];
}

const rowsAtOnce = 500;

/**
 * The rows that are an end user's own, with every column, and of those that are the tenant's the ones about them: what the ledger counted
 * for them, what the audit log says was done to them, provider events that name them. Table by table, by id; meant for one snapshot.
 */
export async function* readPersonalRows(scope: TenantScope, endUserId: string): AsyncGenerator<PersonalRows> {
  for (const [table, query] of Object.entries(await queriesOf(scope, endUserId))) {
    yield { table, rows: [] };
    for await (const rows of readInBatches(scope, query, rowsAtOnce)) yield { table, rows };
  }
}

async function queriesOf(scope: TenantScope, endUserId: string): Promise<Record<string, RawBuilder<PersonalRow>>> {
  const { sql: statements, tenantId } = scope;
  const conversations = await statements
    .selectFrom('conversations')
    .where('tenantId', '=', tenantId)
    .where('endUserId', '=', endUserId)
    .select('id')
    .execute();
  const conversationIds = conversations.map(({ id }) => id);
  const names = (await identitiesOf(scope, endUserId)).flatMap(spellingsOf);
  const own = personalTables.map(({ table, column, owner }) => {
    const owners = owner === 'end_user' ? [endUserId] : conversationIds;
    return [table, ownRows(tenantId, { table, column, owners })] as const;
  });
  return {
    ...Object.fromEntries(own.toReversed()),
    usage_records: usageOf(tenantId, conversationIds),
    audit_log: auditOf(tenantId, [endUserId, ...conversationIds]),
    provider_events: sql`select * from provider_events e where e.tenant_id = ${tenantId} and ${namesOne(names, 'e')} order by e.id`,
  };
}

const ownRows = (tenantId: string, { table, column, owners }: { table: string; column: string; owners: readonly string[] }) =>
  sql<PersonalRow>`
    select * from ${sql.table(table)} where tenant_id = ${tenantId} and ${sql.ref(column)} = any(${owners}::uuid[]) order by id`;

/** By their turn; what a human sent has none, and counts when it is delivered. */
const usageOf = (tenantId: string, conversationIds: readonly string[]) =>
  sql<PersonalRow>`
    select u.* from turns t join usage_records u on u.tenant_id = t.tenant_id and u.turn_id = t.id
    where t.tenant_id = ${tenantId} and t.conversation_id = any(${conversationIds}::uuid[]) and u.tenant_id = ${tenantId}
    union all
    select u.* from messages m join usage_records u on u.tenant_id = m.tenant_id and u.idempotency_key = 'delivered:' || m.id
    where m.tenant_id = ${tenantId} and m.conversation_id = any(${conversationIds}::uuid[]) and m.turn_id is null and u.tenant_id = ${tenantId}
    order by id`;

/** Not who of the tenant's people did it: that is about them. */
const auditOf = (tenantId: string, subjectIds: readonly string[]) =>
  sql<PersonalRow>`
    with subjects as (
      select unnest(${subjectIds}::uuid[]) as id
      union all select m.id from messages m where m.tenant_id = ${tenantId} and m.conversation_id = any(${subjectIds}::uuid[])
    )
    select a.id, a.occurred_at, a.actor_kind, a.action, a.subject_kind, a.subject_id, a.before, a.after
    from subjects s join audit_log a on a.tenant_id = ${tenantId} and a.subject_id = s.id order by a.occurred_at, a.id`;
