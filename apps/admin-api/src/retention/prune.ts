import {
  deleteAgedMessages,
  eraseIdle,
  expireMedia,
  listAgedMedia,
  listAgedMessages,
  listIdleEndUsers,
  pruneHitTests,
  pruneProviderEvents,
  pruneTurns,
  type MessagePlace,
  type TenantScope,
} from '@sylion/database';
import type { RetentionPeriods } from '@sylion/schemas';

import type { Services } from '../services.ts';

export interface Pruning extends Pick<Services, 'database' | 'store' | 'mediaSettleMs'> {
  readonly tenantId: string;
  /** What is from before it goes. */
  readonly cutoff: Date;
}

/** Small: what a batch locks it gives back within milliseconds. */
const rowsAtOnce = 200;

/** How many a batch removed; `held`: something is in use and has to be come back to. */
export type Pruned = number | 'held';

/**
 * How each kind of data goes: batch by batch. A batch may be done again by whoever goes on after a kill: objects go before the rows that
 * know where they lie.
 */
export const prune: Record<keyof RetentionPeriods, (pruning: Pruning) => AsyncGenerator<Pruned>> = {
  messagesDays: pruneMessages,
  mediaDays: pruneMedia,
  turnsDays: (pruning) => untilNone(pruning, pruneTurns),
  providerEventsDays: (pruning) => untilNone(pruning, pruneProviderEvents),
  hitTestsDays: (pruning) => untilNone(pruning, pruneHitTests),
  endUsersDays: eraseIdleEndUsers,
};

async function* pruneMessages({ database, store, tenantId, cutoff }: Pruning): AsyncGenerator<Pruned> {
  for (let after: MessagePlace | undefined; ;) {
    const page = { cutoff, after, limit: rowsAtOnce };
    const { messages, last } = await database.asTenant(tenantId, (scope) => listAgedMessages(scope, page));
    await Promise.all(messages.map(({ objectPath }) => objectPath !== null && store.remove(tenantId, objectPath)));
    for (const [conversationId, aged] of Map.groupBy(messages, (message) => message.conversationId)) {
      const messageIds = aged.map(({ id }) => id);
      yield await database.asTenant(tenantId, (scope) => deleteAgedMessages(scope, { conversationId, messageIds }));
    }
    if (last === undefined) return;
    after = last;
  }
}

async function* pruneMedia({ database, store, tenantId, cutoff }: Pruning): AsyncGenerator<number> {
  for (;;) {
    const media = await database.asTenant(tenantId, (scope) => listAgedMedia(scope, { cutoff, limit: rowsAtOnce }));
    if (media.length === 0) return;
    await Promise.all(media.map(({ objectPath }) => store.remove(tenantId, objectPath)));
    const ids = media.map(({ id }) => id);
    yield await database.asTenant(tenantId, (scope) => expireMedia(scope, ids));
  }
}

/** Their objects, Redis entries and certificates are the erasure sweeper's. */
async function* eraseIdleEndUsers({ database, tenantId, cutoff, mediaSettleMs }: Pruning): AsyncGenerator<number> {
  for (let after: string | undefined; ;) {
    const page = { cutoff, after, limit: rowsAtOnce };
    const endUserIds = await database.asTenant(tenantId, (scope) => listIdleEndUsers(scope, page));
    for (const endUserId of endUserIds) yield (await eraseIdle(database, { tenantId, endUserId, cutoff }, { mediaSettleMs })) ? 1 : 0;
    after = endUserIds.at(-1);
    if (after === undefined) return;
  }
}

type PruneRows = (scope: TenantScope, batch: { readonly cutoff: Date; readonly limit: number }) => Promise<number>;

async function* untilNone({ database, tenantId, cutoff }: Pruning, pruneRows: PruneRows): AsyncGenerator<number> {
  for (;;) {
    const count = await database.asTenant(tenantId, (scope) => pruneRows(scope, { cutoff, limit: rowsAtOnce }));
    if (count === 0) return;
    yield count;
  }
}
