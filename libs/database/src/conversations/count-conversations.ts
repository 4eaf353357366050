import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';

/** As far as an inbox counts: a badge shows no more, and a large tenant's count costs no more than a small one's. */
export const countedAtMost = 1_000;

/** How many conversations are open, are open and handled by a human, wait for an answer, and wait for a human's; each up to `countedAtMost`. */
export async function countConversations({ sql: statements, tenantId }: TenantScope) {
  const ofTenant = statements.selectFrom('conversations').where('tenantId', '=', tenantId).select('id').limit(countedAtMost);
  const open = ofTenant.where('closedAt', 'is', null);
  const unanswered = ofTenant.where('unansweredSince', 'is not', null);
  const counts = {
    open,
    handledByHuman: open.where('handledBy', '=', sql.lit('human')),
    unanswered,
    unansweredByHuman: unanswered.where('handledBy', '=', sql.lit('human')),
  };
  const numberOf = (rows: typeof open) => statements.selectFrom(rows.as('rows')).select(({ fn }) => fn.countAll<string>().as('number'));
  const row = await statements
    .selectNoFrom([
      numberOf(counts.open).as('open'),
      numberOf(counts.handledByHuman).as('handledByHuman'),
      numberOf(counts.unanswered).as('unanswered'),
      numberOf(counts.unansweredByHuman).as('unansweredByHuman'),
      statements
        .selectFrom('conversations')
        .where('tenantId', '=', tenantId)
        .where('unansweredSince', 'is not', null)
        .select('unansweredSince')
        .orderBy('unansweredSince')
        .limit(1)
        .as('unansweredSince'),
    ])
    .executeTakeFirstOrThrow();
  return {
    open: Number(row.open),
    handledByHuman: Number(row.handledByHuman),
    unanswered: Number(row.unanswered),
    unansweredByHuman: Number(row.unansweredByHuman),
    unansweredSince: row.unansweredSince,
  };
}
