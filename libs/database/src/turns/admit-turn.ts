import { sql } from 'kysely';

import type { EndUserLimits } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';

/**
 * Lets a turn through to the model unless its end user was answered too often in the last minute, hour or day, over all their
 * conversations. Turns under way count; those that ended without an answer do not. The end user's row is locked: at limit − 1 exactly
 * one of many turns gets through, whichever process it runs in.
 */
export async function admitTurn(
  { sql: statements, tenantId }: TenantScope,
  { turnId, endUserId, limits }: { turnId: string; endUserId: string; limits: EndUserLimits },
): Promise<boolean> {
  await statements
    .selectFrom('endUsers')
    .where('tenantId', '=', tenantId)
    .where('id', '=', endUserId)
    .select('id')
    .forNoKeyUpdate()
    .execute();
  const since = (period: string) => sql<number>`count(*) filter (where t.admitted_at > clock_timestamp() - ${period}::interval)::int`;
  const admitted = await statements
    .selectFrom('conversations as c')
    .innerJoin('turns as t', (join) => join.onRef('t.tenantId', '=', 'c.tenantId').onRef('t.conversationId', '=', 'c.id'))
    .where('c.tenantId', '=', tenantId)
    .where('c.endUserId', '=', endUserId)
    .where('t.tenantId', '=', tenantId)
    .where('t.admittedAt', '>', sql<Date>`clock_timestamp() - interval '1 day'`)
    .where('t.state', 'in', ['running', 'replied'])
    .select([since('1 minute').as('perMinute'), since('1 hour').as('perHour'), since('1 day').as('perDay')])
    .executeTakeFirstOrThrow();
  const isOver = (['perMinute', 'perHour', 'perDay'] as const).some((period) => admitted[period] >= (limits[period] ?? Infinity));
  if (isOver) return false;
  await statements
    .updateTable('turns')
    .set({ admittedAt: sql<Date>`clock_timestamp()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', turnId)
    .execute();
  return true;
}
