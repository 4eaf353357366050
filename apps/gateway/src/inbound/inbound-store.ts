import { DatabaseUnavailable, recordEcho, recordInbound, recordUnrouted, resolveEndUser, type Database, type InboundBatch, type InboundMessage, type InboundResult } from '@sylion/database';
import type { Logger } from '@sylion/runtime';

import { createGroupCommit } from './group-commit.ts';
import type { SortedEvents } from './sort-events.ts';
import { identitiesOf } from './to-inbound-batch.ts';

/** What a stored webhook touched, and so what is to be nudged. */
export interface Touched {
  readonly incoming: ReadonlyMap<string, { tenantId: string; conversationId: string }>;
  readonly outgoing: ReadonlyMap<string, { tenantId: string; conversationId: string }>;
  readonly media: readonly { tenantId: string; mediaId: string }[];
  readonly results: readonly InboundResult[];
}

export interface InboundStore {
  /** Resolves when everything the webhook said is durable. @throws {DatabaseUnavailable} when nothing of it may be acknowledged. */
  store(sorted: SortedEvents): Promise<Touched>;
  drained(): Promise<void>;
}

const maximumWebhooksPerCommit = 200;

/** Puts webhooks into Postgres, many per round trip; the few that need a plan (contradicting identities, echoes) take a slower path. */
export function createInboundStore({ database, logger }: { database: Database; logger: Logger }): InboundStore {
  const group = createGroupCommit<InboundBatch, InboundResult[]>((batches) => commitTogether(database, batches, logger), maximumWebhooksPerCommit);
  return {
    drained: group.drained,
    store: async (sorted) => {
      await recordUnrouted(database, sorted.unrouted);
      const isEmpty = sorted.messages.length + sorted.statuses.length + sorted.events.length === 0;
      const results = isEmpty ? [] : await group.submit(sorted);
      const late = await storeUnresolved(database, sorted.messages, results);
      const echoed = await storeEchoes(database, sorted.echoes);
      return { ...touchedBy([...results, ...late, ...echoed]) };
    },
  };
}

/**
 * One commit for all. If something in it cannot be stored, each webhook is tried alone and then each of its items, so that a single
 * poisonous item costs nobody else anything; it is kept as unrouted with its reason.
 */
async function commitTogether(database: Database, batches: readonly InboundBatch[], logger: Logger): Promise<InboundResult[][]> {
  const merged: InboundBatch = { messages: batches.flatMap((batch) => batch.messages), statuses: batches.flatMap((batch) => batch.statuses), events: batches.flatMap((batch) => batch.events) };
  try {
    return splitResults(await recordInbound(database, merged), batches);
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error;
    logger.error({ error, batches: batches.length }, 'a batch could not be stored; trying its parts one by one');
    if (batches.length > 1) return Promise.all(batches.map(async (batch) => (await commitTogether(database, [batch], logger))[0] ?? []));
    return [await commitItemByItem(database, merged, error)];
  }
}

async function commitItemByItem(database: Database, batch: InboundBatch, cause: unknown): Promise<InboundResult[]> {
  const items: InboundBatch[] = [
    ...batch.messages.map((message) => ({ messages: [message], statuses: [], events: [] })),
    ...batch.statuses.map((status) => ({ messages: [], statuses: [status], events: [] })),
    ...batch.events.map((event) => ({ messages: [], statuses: [], events: [event] })),
  ];
  const results: InboundResult[] = [];
  for (const [index, item] of items.entries()) {
    try {
      const rows = items.length === 1 ? Promise.reject(cause) : recordInbound(database, item);
      results.push(...(await rows).map((row) => ({ ...row, ref: row.list === 'messages' ? index : index - batch.messages.length })));
    } catch (error) {
      if (error instanceof DatabaseUnavailable) throw error;
      await recordUnrouted(database, [{ provider: 'meta', channelKey: null, accountKey: null, field: 'storage', reason: 'could_not_be_stored', payload: item }]);
    }
  }
  return results;
}

/** Gives each webhook of a merged batch its own results, with the positions in its own lists. */
function splitResults(rows: readonly InboundResult[], batches: readonly InboundBatch[]): InboundResult[][] {
  let messagesBefore = 0;
  let statusesBefore = 0;
  return batches.map((batch) => {
    const starts = { messages: messagesBefore, statuses: statusesBefore };
    messagesBefore += batch.messages.length;
    statusesBefore += batch.statuses.length;
    const ends = { messages: messagesBefore, statuses: statusesBefore };
    return rows.filter((row) => row.ref >= starts[row.list] && row.ref < ends[row.list]).map((row) => ({ ...row, ref: row.ref - starts[row.list] }));
  });
}

/** Messages whose identities contradict each other: plan (merge, move, retire), then store them under the end user of the plan. */
async function storeUnresolved(database: Database, messages: readonly InboundMessage[], results: readonly InboundResult[]): Promise<InboundResult[]> {
  const late: InboundResult[] = [];
  for (const result of results.filter((row) => row.outcome === 'unresolved')) {
    const message = messages[result.ref];
    if (!message) continue;
    const endUserId = await database.asTenant(message.tenantId, (scope) => resolveEndUser(scope, { ...message, ...message.identityChange }));
    late.push(...(await recordInbound(database, { messages: [{ ...message, endUserId, isResolved: true }], statuses: [], events: [] })));
  }
  return late;
}

async function storeEchoes(database: Database, echoes: SortedEvents['echoes']): Promise<InboundResult[]> {
  for (const { event, route } of echoes) {
    await database.asTenant(route.tenantId, async (scope) => {
      const person = identitiesOf(event.to);
      if (person.bsuid === null && person.phone === null) return;
      const endUserId = await resolveEndUser(scope, { ...person, scope: route.identityScope, displayName: event.to.displayName ?? null });
      await recordEcho(scope, { channelId: route.channelId, endUserId, providerMessageId: event.providerMessageId, content: event.content, sentAt: event.sentAt });
    });
  }
  return [];
}

function touchedBy(results: readonly InboundResult[]): Touched {
  const incoming = new Map<string, { tenantId: string; conversationId: string }>();
  const outgoing = new Map<string, { tenantId: string; conversationId: string }>();
  const media: { tenantId: string; mediaId: string }[] = [];
  for (const { outcome, tenantId, conversationId, mediaId } of results) {
    if (conversationId && (outcome === 'stored_open' || outcome === 'duplicate_open')) incoming.set(conversationId, { tenantId, conversationId });
    if (conversationId && outcome === 'settled') outgoing.set(conversationId, { tenantId, conversationId });
    if (mediaId) media.push({ tenantId, mediaId });
  }
  return { incoming, outgoing, media, results };
}
