import { QueueUnavailable, type Queues } from '@sylion/queues';
import type { Logger } from '@sylion/runtime';
import { incomingMessages, mediaFetches, outgoingMessages } from '@sylion/schemas';

import type { Touched } from './inbound-store.ts';

/** Nudges everything a webhook touched. Redis being away costs time, not messages: the sweepers find them in Postgres. */
export async function publishNudges(queues: Queues, touched: Touched, logger: Logger): Promise<void> {
  try {
    await Promise.all([
      ...touched.media.map((key) => queues.publish(mediaFetches, { version: 1, ...key })),
      ...[...touched.incoming.values()].map((key) => queues.publish(incomingMessages, { version: 1, ...key })),
      ...[...touched.outgoing.values()].map((key) => queues.publish(outgoingMessages, { version: 1, ...key })),
    ]);
  } catch (error) {
    if (!(error instanceof QueueUnavailable)) throw error;
    logger.warn({ error }, 'nudges were not published; the sweeper will');
  }
}
