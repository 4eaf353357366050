import { createQueues, type Queues } from '@sylion/queues';
import { createLogger } from '@sylion/runtime';

import { waitUntil } from './wait-until.ts';

/** Queues of a test's own, once Redis answers: before that, publishing fails at once instead of waiting. */
export async function connectTestQueues(url: string): Promise<Queues> {
  const queues = createQueues({ url, logger: createLogger({ app: 'test', level: 'silent' }) });
  await waitUntil('Redis answers', () =>
    queues.ping().then(
      () => true,
      () => false,
    ),
  );
  return queues;
}
