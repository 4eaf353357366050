import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';

const countedAtMost = 10_000;
const lastSent = 200;

/** What a channel's messages and conversations tell of it. Every part is read from its own index; none reads more than `countedAtMost` rows. */
export async function readChannelHealth({ sql: statements, tenantId }: TenantScope, channelId: string) {
  const conversations = statements.selectFrom('conversations').where('tenantId', '=', tenantId).where('channelId', '=', channelId);
  const messages = statements.selectFrom('messages').where('tenantId', '=', tenantId).where('channelId', '=', channelId);
  const lastInbound = await conversations
    .where('lastInboundAt', 'is not', null)
    .select('lastInboundAt')
    .orderBy('lastInboundAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  const windows = conversations
    .where('lastInboundAt', '>', sql<Date>`now() - interval '24 hours'`)
    .select('id')
    .limit(countedAtMost);
  const { openServiceWindows } = await statements
    .selectFrom(windows.as('windows'))
    .select(({ fn }) => fn.countAll<string>().as('openServiceWindows'))
    .executeTakeFirstOrThrow();
  const sent = await messages
    .where('sentAt', 'is not', null)
    .select(['sentAt', 'deliveredAt'])
    .orderBy('sentAt', 'desc')
    .limit(lastSent)
    .execute();
  const unsentBubbles = messages
    .where('direction', '=', sql.lit('outbound'))
    .where('state', 'in', [sql.lit('queued'), sql.lit('sending'), sql.lit('unknown')])
    .select(['createdAt', 'notBefore'])
    .orderBy('createdAt')
    .limit(countedAtMost);
  const isHeldBack = sql<boolean>`not_before > clock_timestamp()`;
  const unsent = await statements
    .selectFrom(unsentBubbles.as('unsent'))
    .select(({ fn }) => [fn.countAll<string>().as('count'), fn.min('createdAt').as('oldestAt')])
    .select([
      sql<string>`count(*) filter (where ${isHeldBack})`.as('throttled'),
      sql<Date | null>`max(not_before) filter (where ${isHeldBack})`.as('throttledUntil'),
    ])
    .executeTakeFirstOrThrow();
  const failed = messages
    .where('state', '=', sql.lit('failed'))
    .where('updatedAt', '>', sql<Date>`now() - interval '1 hour'`)
    .select('stateReason')
    .orderBy('updatedAt', 'desc')
    .limit(countedAtMost);
  const failures = await statements
    .selectFrom(failed.as('failed'))
    .select(({ fn }) => [sql<string>`coalesce(state_reason, 'unknown')`.as('reason'), fn.countAll<string>().as('count')])
    .groupBy('reason')
    .orderBy('count', 'desc')
    .execute();
  return {
    lastInboundAt: lastInbound?.lastInboundAt ?? null,
    lastSentAt: sent[0]?.sentAt ?? null,
    lastDeliveredAt: latest(sent.map(({ deliveredAt }) => deliveredAt)),
    openServiceWindows: Number(openServiceWindows),
    unsent: { count: Number(unsent.count), oldestAt: unsent.oldestAt },
    throttled: { count: Number(unsent.throttled), until: unsent.throttledUntil },
    failuresOfLastHour: failures.map(({ reason, count }) => ({ reason, count: Number(count) })),
  };
}

const latest = (times: readonly (Date | null)[]): Date | null =>
  times.reduce((last, time) => (time !== null && (last === null || time > last) ? time : last), null);
