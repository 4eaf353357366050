import { sql } from 'kysely';

import type { Database } from '../database.ts';

export interface ConversationKey {
  readonly tenantId: string;
  readonly conversationId: string;
}

const sweepLimit = 1_000;
const olderThan = (ageMs: number) => sql<Date>`clock_timestamp() - ${ageMs} * interval '1 ms'`;

/** Conversations with inbound messages that nobody answered for `ageMs`, no turn owns now and no outage puts off: their nudge was lost. */
export async function listUnanswered(database: Database, ageMs: number): Promise<ConversationKey[]> {
  return database.asPlatform('sweep unanswered messages', ({ sql: statements }) =>
    statements
      .selectFrom('messages as m')
      .innerJoin('conversations as c', (join) => join.onRef('c.tenantId', '=', 'm.tenantId').onRef('c.id', '=', 'm.conversationId'))
      .where('m.direction', '=', 'inbound')
      .where('m.state', '=', 'received')
      .where('m.createdAt', '<', olderThan(ageMs))
      .where((eb) => eb.or([eb('c.claimedUntil', 'is', null), eb('c.claimedUntil', '<', sql<Date>`clock_timestamp()`)]))
      .where((eb) => eb.or([eb('c.answerNotBefore', 'is', null), eb('c.answerNotBefore', '<', sql<Date>`clock_timestamp()`)]))
      .select(['m.tenantId', 'm.conversationId'])
      .distinct()
      .limit(sweepLimit)
      .execute(),
  );
}

/** Conversations with bubbles that did not leave for `ageMs`, on channels of tenants that send. */
export async function listUnsent(database: Database, ageMs: number): Promise<ConversationKey[]> {
  return database.asPlatform('sweep unsent bubbles', ({ sql: statements }) =>
    statements
      .selectFrom('messages as m')
      .innerJoin('channels as ch', (join) => join.onRef('ch.tenantId', '=', 'm.tenantId').onRef('ch.id', '=', 'm.channelId'))
      .innerJoin('tenants as t', 't.id', 'm.tenantId')
      .where('m.direction', '=', 'outbound')
      .where('m.state', 'in', ['queued', 'sending', 'unknown'])
      .where('m.updatedAt', '<', olderThan(ageMs))
      .where('ch.status', '=', 'active')
      .where('t.status', '=', 'active')
      .where((eb) => eb.or([eb('m.notBefore', 'is', null), eb('m.notBefore', '<', sql<Date>`clock_timestamp()`)]))
      .select(['m.tenantId', 'm.conversationId'])
      .distinct()
      .limit(sweepLimit)
      .execute(),
  );
}

/** Media that is still to be fetched after `ageMs`. */
export async function listPendingMedia(database: Database, ageMs: number): Promise<{ tenantId: string; mediaId: string }[]> {
  return database.asPlatform('sweep pending media', ({ sql: statements }) =>
    statements
      .selectFrom('messageMedia')
      .where('state', '=', 'pending')
      .where('createdAt', '<', olderThan(ageMs))
      .select(['tenantId', 'id as mediaId'])
      .limit(sweepLimit)
      .execute(),
  );
}

/** Documents that wait for or are in ingestion or removal, that did not move for `ageMs` and that no worker holds. */
export async function listStuckDocuments(database: Database, ageMs: number): Promise<{ tenantId: string; documentId: string }[]> {
  return database.asPlatform('sweep stuck documents', ({ sql: statements }) =>
    statements
      .selectFrom('knowledgeDocuments')
      .where('state', 'in', ['queued', 'processing', 'deleting'])
      .where('updatedAt', '<', olderThan(ageMs))
      .where((eb) => eb.or([eb('claimedUntil', 'is', null), eb('claimedUntil', '<', sql<Date>`clock_timestamp()`)]))
      .select(['tenantId', 'id as documentId'])
      .limit(sweepLimit)
      .execute(),
  );
}
