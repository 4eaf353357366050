import {
  DatabaseUnavailable,
  MessageBuried,
  recordEcho,
  recordInbound,
  recordUnrouted,
  refuseBuried,
  resolveEndUser,
  retryLostRaces,
  RowsHeld,
  type Database,
  type InboundBatch,
  type InboundResult,
} from '@sylion/database';
import type { Logger } from '@sylion/runtime';
import type { Provider } from '@sylion/schemas';

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
  const group = createGroupCommit<SortedEvents, InboundResult[]>(
    (webhooks) => commitTogether(database, webhooks, logger),
    maximumWebhooksPerCommit,
  );
  return {
    drained: group.drained,
    store: async (sorted) => {
      await recordUnrouted(database, sorted.unrouted);
      const isEmpty = sorted.messages.length + sorted.statuses.length + sorted.events.length === 0;
      const results = isEmpty ? [] : await group.submit(sorted);
      const late = await storeUnresolved(database, sorted, results, logger);
      await storeEchoes(database, sorted, logger);
      return touchedBy([...results, ...late]);
    },
  };
}

/**
 * One commit for all. If something in it cannot be stored, each webhook is tried alone and then each of its items, so that a single
 * poisonous item costs nobody else anything.
 */
async function commitTogether(
  database: Database,
  webhooks: readonly SortedEvents[],
  logger: Logger,
): Promise<PromiseSettledResult<InboundResult[]>[]> {
  const merged: InboundBatch = {
    messages: webhooks.flatMap(({ messages }) => messages),
    statuses: webhooks.flatMap(({ statuses }) => statuses),
    events: webhooks.flatMap(({ events }) => events),
  };
  try {
    return splitResults(await recordInbound(database, merged), webhooks).map((value) => ({ status: 'fulfilled', value }));
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error;
    logger.warn({ error, webhooks: webhooks.length }, 'a batch could not be stored; trying its parts one by one');
    if (webhooks.length > 1) return (await Promise.all(webhooks.map((webhook) => commitTogether(database, [webhook], logger)))).flat();
    if (error instanceof RowsHeld) return [{ status: 'rejected', reason: error }]; // the provider delivers it again
    return Promise.allSettled(webhooks.map((webhook) => commitItemByItem(database, webhook, logger)));
  }
}

async function commitItemByItem(
  database: Database,
  { provider, messages, statuses, events }: SortedEvents,
  logger: Logger,
): Promise<InboundResult[]> {
  const none: InboundBatch = { messages: [], statuses: [], events: [] };
  const items: { readonly item: InboundBatch; readonly ref: number }[] = [
    ...messages.map((message, ref) => ({ item: { ...none, messages: [message] }, ref })),
    ...statuses.map((status, ref) => ({ item: { ...none, statuses: [status] }, ref })),
    ...events.map((event, ref) => ({ item: { ...none, events: [event] }, ref })),
  ];
  const results: InboundResult[] = [];
  for (const { item, ref } of items) {
    const rows = await orKeepAsUnrouted(database, { provider, payload: item }, logger, () => recordInbound(database, item));
    results.push(...rows.map((row) => ({ ...row, ref })));
  }
  return results;
}

/** What can never be stored is kept for a person to look at, with its reason; refusing it would bring it back for days. */
async function orKeepAsUnrouted(
  database: Database,
  kept: { provider: Provider; payload: unknown },
  logger: Logger,
  store: () => Promise<InboundResult[]>,
): Promise<InboundResult[]> {
  try {
    return await store();
  } catch (error) {
    if (error instanceof DatabaseUnavailable || error instanceof RowsHeld) throw error;
    if (error instanceof MessageBuried) return [];
    logger.error({ error }, 'one item of a webhook could not be stored; it is kept as unrouted');
    await recordUnrouted(database, [{ ...kept, channelKey: null, accountKey: null, field: 'storage', reason: 'could_not_be_stored' }]);
    return [];
  }
}

/** Gives each webhook of a merged batch its own results, with the positions in its own lists. */
function splitResults(rows: readonly InboundResult[], batches: readonly InboundBatch[]): InboundResult[][] {
  const placed = { messages: [] as InboundResult[], statuses: [] as InboundResult[] };
  for (const row of rows) placed[row.list][row.ref] = row;
  const taken = { messages: 0, statuses: 0 };
  const take = (list: InboundResult['list'], { length }: readonly unknown[]): InboundResult[] => {
    const start = taken[list];
    taken[list] += length;
    return placed[list].slice(start, start + length).map((row) => ({ ...row, ref: row.ref - start }));
  };
  return batches.map(({ messages, statuses }) => [...take('messages', messages), ...take('statuses', statuses)]);
}

/** Messages whose identities need a plan (merge, move, retire): carry it out, then store them under the end user of the plan. */
async function storeUnresolved(
  database: Database,
  { provider, messages }: SortedEvents,
  results: readonly InboundResult[],
  logger: Logger,
): Promise<InboundResult[]> {
  const late: InboundResult[] = [];
  for (const { ref } of results.filter((row) => row.outcome === 'unresolved')) {
    const message = messages[ref];
    if (!message) continue;
    late.push(
      ...(await orKeepAsUnrouted(database, { provider, payload: message }, logger, () =>
        retryLostRaces(async () => {
          const endUserId = await database.asTenant(message.tenantId, async (scope) => {
            const resolved = await resolveEndUser(scope, { ...message, ...message.identityChange });
            await refuseBuried(scope, message);
            return resolved;
          });
          return recordInbound(database, { messages: [{ ...message, endUserId, isResolved: true }], statuses: [], events: [] });
        }),
      )),
    );
  }
  return late;
}

async function storeEchoes(database: Database, { provider, echoes }: SortedEvents, logger: Logger): Promise<void> {
  for (const { event, route } of echoes) {
    const person = identitiesOf(event.to);
    if (person.bsuid === null && person.phone === null) continue;
    await orKeepAsUnrouted(database, { provider, payload: event }, logger, async () => {
      await retryLostRaces(() =>
        database.asTenant(route.tenantId, async (scope) => {
          const endUserId = await resolveEndUser(scope, {
            ...person,
            scope: route.identityScope,
            displayName: event.to.displayName ?? null,
          });
          await recordEcho(scope, {
            channelId: route.channelId,
            endUserId,
            providerMessageId: event.providerMessageId,
            content: event.content,
            sentAt: event.sentAt,
          });
          await refuseBuried(scope, { channelId: route.channelId, providerMessageId: event.providerMessageId });
        }),
      );
      return [];
    });
  }
}

function touchedBy(results: readonly InboundResult[]): Touched {
  const incoming = new Map<string, { tenantId: string; conversationId: string }>();
  const outgoing = new Map<string, { tenantId: string; conversationId: string }>();
  const media: { tenantId: string; mediaId: string }[] = [];
  for (const { outcome, tenantId, conversationId, mediaId } of results) {
    if (conversationId && (outcome === 'stored_open' || outcome === 'duplicate_open'))
      incoming.set(conversationId, { tenantId, conversationId });
    if (conversationId && outcome === 'settled') outgoing.set(conversationId, { tenantId, conversationId });
    if (mediaId) media.push({ tenantId, mediaId });
  }
  return { incoming, outgoing, media, results };
}
