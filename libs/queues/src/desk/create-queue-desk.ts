import type { RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';

import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import { Queue } from 'bullmq';

import type { Logger } from '@sylion/runtime';
import { deadLetterQueueName, queueContracts } from '@sylion/schemas';

import { connectConsumer } from '../connect.ts';
import { quiet } from '../quiet.ts';

export interface QueueDesk {
  /** Answers what is asked below the desk's path. It lets everybody look: who may is to be settled before. */
  readonly answer: RequestListener;
  close(): Promise<void>;
}

/**
 * bull-board over every queue and its dead letters, to look at and not to touch: what it could do to a job knows nothing of contracts,
 * deduplication or the audit log. Dead letters are published again by `npm run redrive`.
 */
export function createQueueDesk({ url, logger, basePath }: { url: string; logger: Logger; basePath: string }): QueueDesk {
  const redis = connectConsumer(url, logger);
  const names = queueContracts.flatMap((contract) => [contract.name, deadLetterQueueName(contract)]);
  const queues = names.map((name) => quiet(new Queue(name, { connection: redis, skipWaitingForReady: true })));
  const serverAdapter = new ExpressAdapter();
  serverAdapter.setBasePath(basePath);
  createBullBoard({
    queues: queues.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })),
    serverAdapter,
    options: { uiBasePath: pagesFolder(), uiConfig: { boardTitle: 'Queues' } },
  });
  return {
    answer: serverAdapter.getRouter() as RequestListener,
    close: async () => {
      await Promise.allSettled(queues.map((queue) => queue.close()));
      redis.disconnect();
    },
  };
}

/** Beside a bundle, an image carries the pages under the same name. */
const pagesFolder = (): string => path.dirname(createRequire(import.meta.url).resolve('@bull-board/ui/package.json'));
