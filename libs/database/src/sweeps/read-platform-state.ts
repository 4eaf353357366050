import { sql } from 'kysely';

import type { ChannelStatus } from '@sylion/schemas';

import type { Database } from '../database.ts';

/** What is unfinished on the whole platform. Ages are 0 where nothing is. */
export interface PlatformState {
  /** Of the oldest inbound message that nobody answered. */
  readonly unansweredSeconds: number;
  /** Of the oldest bubble that has not left, on channels and of tenants that send, and that no limit holds back now. */
  readonly unsentSeconds: number;
  /** Since the unfinished document that moved least moved last. */
  readonly documentStandstillSeconds: number;
  readonly channels: Readonly<Partial<Record<ChannelStatus, number>>>;
}

/** Reads what is unfinished: by the indexes of unfinished work, whose size is what is open, not what there ever was. */
export async function readPlatformState(database: Database): Promise<PlatformState> {
  return database.asPlatform('measure what is unfinished', async ({ sql: statements }) => {
    const unanswered = await statements
      .selectFrom('messages')
      .where('direction', '=', 'inbound')
      .where('state', '=', 'received')
      .select(sql<number | null>`extract(epoch from clock_timestamp() - min(created_at))::float8`.as('age'))
      .executeTakeFirst();
    const unsent = await statements
      .selectFrom('messages as m')
      .innerJoin('channels as ch', (join) => join.onRef('ch.tenantId', '=', 'm.tenantId').onRef('ch.id', '=', 'm.channelId'))
      .innerJoin('tenants as t', 't.id', 'm.tenantId')
      .where('m.direction', '=', 'outbound')
      .where('m.state', 'in', ['queued', 'sending', 'unknown'])
      .where('ch.status', '=', 'active')
      .where('t.status', '=', 'active')
      .where((eb) => eb.or([eb('m.notBefore', 'is', null), eb('m.notBefore', '<', sql<Date>`clock_timestamp()`)]))
      .select(sql<number | null>`extract(epoch from clock_timestamp() - min(m.created_at))::float8`.as('age'))
      .executeTakeFirst();
    const document = await statements
      .selectFrom('knowledgeDocuments')
      .where('state', 'in', ['queued', 'processing', 'deleting'])
      .select(sql<number | null>`extract(epoch from clock_timestamp() - min(updated_at))::float8`.as('age'))
      .executeTakeFirst();
    const channels = await statements
      .selectFrom('channels')
      .select(['status', sql<number>`count(*)::int`.as('count')])
      .groupBy('status')
      .execute();
    return {
      unansweredSeconds: unanswered?.age ?? 0,
      unsentSeconds: unsent?.age ?? 0,
      documentStandstillSeconds: document?.age ?? 0,
      channels: Object.fromEntries(channels.map(({ status, count }) => [status, count])),
    };
  });
}
