import { QueueUnavailable, type Queues } from '@sylion/queues';
import type { Logger } from '@sylion/runtime';
import { incomingMessages, mediaFetches, outgoingMessages } from '@sylion/schemas';

import { createGroupCommit } from './group-commit.ts';
import type { Touched } from './inbound-store.ts';

/** Nudges what webhooks touched. */
export interface Nudges {
  /** Redis being away costs time, not messages: the sweepers find them in Postgres. */
  publish(touched: Touched): void;
  drained(): Promise<void>;
}

const maximumWebhooksAtOnce = 200;

/** Whatever one commit touched is nudged together, and a conversation once, however many of its messages came. */
export function createNudges(queues: Pick<Queues, 'publishAll'>, logger: Logger): Nudges {
  const group = createGroupCommit<Touched, void>(async (webhooks) => {
    await publishTogether(queues, webhooks, logger);
    return webhooks.map(() => ({ status: 'fulfilled', value: undefined }));
  }, maximumWebhooksAtOnce);
  return {
    publish: (touched) => {
      if (touched.incoming.size + touched.outgoing.size + touched.media.length > 0) void group.submit(touched);
    },
    drained: group.drained,
  };
}

async function publishTogether(queues: Pick<Queues, 'publishAll'>, webhooks: readonly Touched[], logger: Logger): Promise<void> {
  const media = webhooks.flatMap((touched) => touched.media);
  const incoming = new Map(webhooks.flatMap((touched) => [...touched.incoming]));
  const outgoing = new Map(webhooks.flatMap((touched) => [...touched.outgoing]));
  try {
    await Promise.all([
      queues.publishAll(
        mediaFetches,
        media.map((key) => ({ version: 1, ...key })),
      ),
      queues.publishAll(
        incomingMessages,
        [...incoming.values()].map((key) => ({ version: 1, ...key })),
      ),
      queues.publishAll(
        outgoingMessages,
        [...outgoing.values()].map((key) => ({ version: 1, ...key })),
      ),
    ]);
  } catch (error) {
    if (error instanceof QueueUnavailable) logger.warn({ error }, 'nudges were not published; the sweeper will');
    else logger.error({ error }, 'nudges could not be published');
  }
}
