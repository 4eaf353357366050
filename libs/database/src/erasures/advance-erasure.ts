import { sql } from 'kysely';

import type { Database, TenantScope } from '../database.ts';
import { retryLostRaces } from '../inbound/retry-lost-races.ts';
import { eraseProviderEvents, eraseUnroutedEvents, spellingsOf } from './erase-provider-events.ts';
import { eraseRows, identitiesOf, type ErasureRules } from './erase-rows.ts';
import { findErasure, type ErasureRow } from './find-erasures.ts';

/**
 * Takes an open erasure for `leaseMs`, so that two processes do not count the same objects; undefined when somebody has it, when it is
 * done, or when something of it may still come.
 */
export async function claimErasure({ sql: statements, tenantId }: TenantScope, erasureId: string, leaseMs: number): Promise<boolean> {
  const claimed = await statements
    .updateTable('erasures')
    .set({ claimedUntil: sql<Date>`clock_timestamp() + ${leaseMs} * interval '1 ms'` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', erasureId)
    .where('state', '!=', 'done')
    .where('notBefore', '<=', sql<Date>`clock_timestamp()`)
    .where((eb) => eb.or([eb('claimedUntil', 'is', null), eb('claimedUntil', '<', sql<Date>`clock_timestamp()`)]))
    .returning('id')
    .executeTakeFirst();
  return claimed !== undefined;
}

/** `requested` → `rows_erased`. The events are searched while the names are still known; then all rows go at once. */
export async function eraseFromDatabase(database: Database, tenantId: string, erasureId: string, rules: ErasureRules): Promise<void> {
  const erasure = await database.asTenant(tenantId, (scope) => findErasure(scope, erasureId));
  if (erasure?.state !== 'requested') return;
  const names = (await database.asTenant(tenantId, (scope) => identitiesOf(scope, erasure.endUserId))).flatMap(spellingsOf);
  const events = (await eraseProviderEvents(database, tenantId, names)) + (await eraseUnroutedEvents(database, tenantId, names));
  await retryLostRaces(() =>
    database.asTenant(tenantId, async (scope) => {
      await countEvents(scope, erasureId, events);
      await eraseRows(scope, erasureId, rules);
    }),
  );
}

/** What a killed process had counted before stays counted: the events it took are not there to be counted again. */
export async function countEvents({ sql: statements, tenantId }: TenantScope, erasureId: string, events: number): Promise<void> {
  await sql`
    update erasures set counts = counts || jsonb_build_object('provider_events', coalesce((counts ->> 'provider_events')::int, 0) + ${events}::int)
    where tenant_id = ${tenantId} and id = ${erasureId} and state = 'requested'`.execute(statements);
}

/** `rows_erased` → `done`. Returns false when somebody else ended it. */
export async function finishErasure(
  { sql: statements, tenantId }: TenantScope,
  erasureId: string,
  end: { readonly doneAt: Date; readonly certificate: unknown },
): Promise<boolean> {
  const finished = await statements
    .updateTable('erasures')
    .set({
      state: 'done',
      doneAt: end.doneAt,
      updatedAt: sql<Date>`now()`,
      certificate: JSON.stringify(end.certificate),
      leftovers: null,
      claimedUntil: null,
    })
    .where('tenantId', '=', tenantId)
    .where('id', '=', erasureId)
    .where('state', '=', 'rows_erased')
    .returning('id')
    .executeTakeFirst();
  return finished !== undefined;
}

/** Gives an erasure back before its lease is over: something it needs is away, or may still come. */
export async function releaseErasure({ sql: statements, tenantId }: TenantScope, erasureId: string): Promise<void> {
  await statements
    .updateTable('erasures')
    .set({ claimedUntil: null })
    .where('tenantId', '=', tenantId)
    .where('id', '=', erasureId)
    .execute();
}

/** Erasures that nobody works on although they could go on, the oldest first. */
export const listOpenErasures = (database: Database): Promise<Pick<ErasureRow, 'id' | 'tenantId'>[]> =>
  database.asPlatform('sweep open erasures', ({ sql: statements }) =>
    statements
      .selectFrom('erasures')
      .where('state', '!=', 'done')
      .where('notBefore', '<=', sql<Date>`clock_timestamp()`)
      .where((eb) => eb.or([eb('claimedUntil', 'is', null), eb('claimedUntil', '<', sql<Date>`clock_timestamp()`)]))
      .select(['tenantId', 'id'])
      .orderBy('notBefore')
      .limit(100)
      .execute(),
  );

/** The age in seconds of the oldest erasure that is not done, 0 when there is none. */
export async function oldestErasureSeconds(database: Database): Promise<number> {
  const row = await database.asPlatform('measure open erasures', ({ sql: statements }) =>
    statements
      .selectFrom('erasures')
      .where('state', '!=', 'done')
      .select(sql<number | null>`extract(epoch from clock_timestamp() - min(requested_at))::float8`.as('age'))
      .executeTakeFirst(),
  );
  return row?.age ?? 0;
}
