import { QueueUnavailable, type Queues } from '@sylion/queues';
import { injectTrace, type Logger, type TraceCarrier } from '@sylion/runtime';
import { incomingMessages, mediaFetches, outgoingMessages, type QueueContract } from '@sylion/schemas';

import { createGroupCommit } from './group-commit.ts';
import type { Touched } from './inbound-store.ts';

/** Nudges what webhooks touched. */
export interface Nudges {
  /** Redis being away costs time, not messages: the sweepers find them in Postgres. */
  publish(touched: Touched): void;
  drained(): Promise<void>;
}

const maximumWebhooksAtOnce = 200;

interface Traced {
  readonly touched: Touched;
  readonly trace: TraceCarrier;
}

/** Whatever one commit touched is nudged together, and a conversation once, however many of its messages came; each in its own trace. */
export function createNudges(queues: Pick<Queues, 'publishAll'>, logger: Logger): Nudges {
  const group = createGroupCommit<Traced, void>(async (webhooks) => {
    await publishTogether(queues, webhooks, logger);
    return webhooks.map(() => ({ status: 'fulfilled', value: undefined }));
  }, maximumWebhooksAtOnce);
  return {
    publish: (touched) => {
      if (touched.incoming.size + touched.outgoing.size + touched.media.length > 0) void group.submit({ touched, trace: injectTrace() });
    },
    drained: group.drained,
  };
}

async function publishTogether(queues: Pick<Queues, 'publishAll'>, webhooks: readonly Traced[], logger: Logger): Promise<void> {
  const nudge = <Key extends { tenantId: string }>(
    contract: QueueContract<Key & { version: 1 }>,
    keysOf: (touched: Touched) => Iterable<readonly [string, Key]>,
  ): Promise<void> => {
    const nudges = [
      ...new Map(webhooks.flatMap(({ touched, trace }) => [...keysOf(touched)].map(([id, key]) => [id, { key, trace }]))).values(),
    ];
    return queues.publishAll(
      contract,
      nudges.map(({ key }) => ({ version: 1, ...key })),
      nudges.map(({ trace }) => trace),
    );
  };
  try {
    await Promise.all([
      nudge(mediaFetches, ({ media }) => media.map((key) => [key.mediaId, key])),
      nudge(incomingMessages, ({ incoming }) => incoming),
      nudge(outgoingMessages, ({ outgoing }) => outgoing),
    ]);
  } catch (error) {
    if (error instanceof QueueUnavailable) logger.warn({ error }, 'nudges were not published; the sweeper will');
    else logger.error({ error }, 'nudges could not be published');
  }
}
