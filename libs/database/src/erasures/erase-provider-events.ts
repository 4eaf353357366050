import { sql } from 'kysely';

import type { Database, TenantScope } from '../database.ts';

const batchSize = 2_000;

/**
 * Provider events are kept whole, and nobody knows in advance who is in them: those that name one of the identities go. Read in
 * batches, each a transaction, before the rows go, because after that nobody knows any more what to look for. What comes in
 * meanwhile is left to `eraseLateEvents`. Returns how many went.
 */
export async function eraseProviderEvents(database: Database, tenantId: string, names: readonly string[]): Promise<number> {
  if (names.length === 0) return 0;
  let erased = 0;
  for (let after: string | null = '00000000-0000-0000-0000-000000000000'; after !== null;) {
    const from: string = after;
    const { last, count } = await database.asTenant(tenantId, async ({ sql: statements }) => {
      const { rows } = await sql<{ last: string | null; count: number }>`
        with batch as (select id, payload from provider_events where tenant_id = ${tenantId} and id > ${from} order by id limit ${batchSize}),
        gone as (delete from provider_events e using batch b where e.tenant_id = ${tenantId} and e.id = b.id and ${namesOne(names, 'b')} returning e.id)
        select (select id from batch order by id desc limit 1) as last, (select count(*)::int from gone) as count`.execute(statements);
      return rows[0] ?? { last: null, count: 0 };
    });
    erased += count;
    after = last;
  }
  return erased;
}

/** The same for what came in since, in the transaction of the rows. */
export async function eraseLateEvents({ sql: statements, tenantId }: TenantScope, names: readonly string[], since: Date): Promise<number> {
  if (names.length === 0) return 0;
  const gone =
    await sql`delete from provider_events e where e.tenant_id = ${tenantId} and e.received_at >= ${since} and ${namesOne(names, 'e')}`.execute(
      statements,
    );
  return Number(gone.numAffectedRows ?? 0n);
}

/**
 * What came for no known channel has no tenant. Of it goes what names the person and was meant for a number or an account that is this
 * tenant's by now, or could not be stored although it was this tenant's.
 */
export async function eraseUnroutedEvents(database: Database, tenantId: string, names: readonly string[]): Promise<number> {
  if (names.length === 0) return 0;
  const gone = await database.asPlatform('erase an end user from unrouted events', ({ sql: statements }) =>
    sql`
      delete from unrouted_events e where ${namesOne(names, 'e')} and (
        position(${tenantId} in e.payload::text) > 0
        or exists (select from channels c where c.tenant_id = ${tenantId} and (c.provider_key = e.channel_key or c.account_key = e.account_key)))`.execute(
      statements,
    ),
  );
  return Number(gone.numAffectedRows ?? 0n);
}

/** Whether an event's payload holds one of the identities as a JSON string, or a phone anywhere; with and without its `+`. */
export const namesOne = (names: readonly string[], table: 'b' | 'e') =>
  sql<boolean>`exists (select from unnest(${names}::text[]) as named (text) where position(named.text in ${sql.ref(`${table}.payload`)}::text) > 0)`;

/** How payloads may spell an identity. A username is only found as a whole string: as a part it would be found in other words. */
export function spellingsOf({ kind, value }: { readonly kind: string; readonly value: string }): string[] {
  if (kind === 'phone') return [value.replace(/^\+/, '')];
  return kind === 'username' ? [JSON.stringify(value), JSON.stringify(`@${value}`)] : [value];
}
