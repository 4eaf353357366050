import { sql } from 'kysely';

import type { Database, TenantScope } from '../database.ts';
import { countEvents } from '../erasures/advance-erasure.ts';
import { eraseRows, identitiesOf, type ErasureRules } from '../erasures/erase-rows.ts';
import { eraseProviderEvents, eraseUnroutedEvents, spellingsOf } from '../erasures/erase-provider-events.ts';
import { requestErasure } from '../erasures/request-erasure.ts';

/**
 * End users of whom nothing came and to whom nothing went since `cutoff`, after an id. Who is blocked or opted out is remembered: that is
 * what they are known for.
 */
export async function listIdleEndUsers(
  { sql: statements, tenantId }: TenantScope,
  { cutoff, after, limit }: { readonly cutoff: Date; readonly after: string | undefined; readonly limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select e.id from end_users e
    where e.tenant_id = ${tenantId} and e.created_at < ${cutoff} and e.blocked_at is null and e.opted_out_at is null
      ${after === undefined ? sql`` : sql`and e.id > ${after}::uuid`}
      and not exists (select from conversations c where ${isActive(tenantId, sql`e.id`, cutoff)})
      and not exists (select from erasures x where x.tenant_id = ${tenantId} and x.end_user_id = e.id)
    order by e.id limit ${limit}`.execute(statements);
  return rows.map(({ id }) => id);
}

/**
 * Erases an end user who is still idle, as if somebody had asked for it: objects, Redis and the certificate follow. Whether they wrote in
 * between is looked at under the locks that keep them from it: then nothing happens, and false is returned.
 */
export async function eraseIdle(
  database: Database,
  { tenantId, endUserId, cutoff }: { readonly tenantId: string; readonly endUserId: string; readonly cutoff: Date },
  rules: ErasureRules,
): Promise<boolean> {
  const names = (await database.asTenant(tenantId, (scope) => identitiesOf(scope, endUserId))).flatMap(spellingsOf);
  const events = (await eraseProviderEvents(database, tenantId, names)) + (await eraseUnroutedEvents(database, tenantId, names));
  return database.asTenant(tenantId, async (scope) => {
    if (!(await isStillIdle(scope, endUserId, cutoff))) return false;
    const erasure = await requestErasure(scope, { endUserId, actor: { kind: 'system', id: 'retention' } });
    if (!erasure?.isNew) return false;
    await countEvents(scope, erasure.erasureId, events);
    return eraseRows(scope, erasure.erasureId, rules);
  });
}

/** Nobody can write to or for them any more when this returns, until the transaction ends. */
async function isStillIdle({ sql: statements, tenantId }: TenantScope, endUserId: string, cutoff: Date): Promise<boolean> {
  for (const lock of [
    sql`select from end_users where tenant_id = ${tenantId} and id = ${endUserId} for update`,
    sql`select from conversations where tenant_id = ${tenantId} and end_user_id = ${endUserId} order by id for update`,
  ])
    await lock.execute(statements);
  const { rows } = await sql`
    select from conversations c where ${isActive(tenantId, sql`${endUserId}::uuid`, cutoff)} limit 1`.execute(statements);
  return rows.length === 0;
}

const isActive = (tenantId: string, endUserId: ReturnType<typeof sql>, cutoff: Date) => sql`
  c.tenant_id = ${tenantId} and c.end_user_id = ${endUserId} and (c.last_message_at >= ${cutoff} or c.created_at >= ${cutoff} or c.claimed_until >= clock_timestamp())`;
