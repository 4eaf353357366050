import { setTimeout } from 'node:timers/promises';

import { createQueues } from '@sylion/queues';
import { createLogger } from '@sylion/runtime';
import { incomingMessages, newId } from '@sylion/schemas';

import { keepRate } from '../load/keep-rate.ts';
import { saturate } from '../load/saturate.ts';
import type { Measurement } from '../report/measurement.ts';
import { callers, summarize, type OwnRun } from './measure-gateway.ts';
import { measureLoad } from './measure-load.ts';

const addedAtOnce = 500;

/** A burst, and the fixed rate again while a large backlog of conversations waits, beside itself without one. */
export async function measureBacklog(run: OwnRun): Promise<Measurement[]> {
  const { platform, system, poster, source, options, progress } = run;
  const atRate = () =>
    measureLoad(system.pids, () =>
      keepRate(poster, options.webhooksPerSecond, options.webhooksPerSecond * options.seconds, () => source.text()),
    );
  progress(`a burst of ${options.burst}`);
  const burst = await measureLoad(system.pids, () =>
    saturate(
      poster,
      callers,
      () => source.text(),
      (sent) => sent >= options.burst,
    ),
  );
  await platform.redis.flushall();
  const idle = [await atRate()];
  progress(`${options.backlog} conversations wait`);
  const bytesBefore = await memoryOf(run);
  await fillQueue(run);
  const bytesPerJob = ((await memoryOf(run)) - bytesBefore) / options.backlog;
  const loaded = [await atRate(), await atRate()];
  await platform.redis.flushall();
  idle.push(await atRate());
  return [
    summarize(system, 'burst', options, [burst]),
    summarize(system, 'no backlog', options, idle),
    { ...summarize(system, 'backlog', options, loaded), rows: options.backlog, peakMemoryBytes: bytesPerJob },
  ];
}

/** Nudges of conversations that nobody takes. */
async function fillQueue({ platform, options }: OwnRun): Promise<void> {
  const queues = createQueues({ url: platform.redisUrl, logger: createLogger({ app: 'bench', level: 'silent' }) });
  while (
    await queues.ping().then(
      () => false,
      () => true,
    )
  )
    await setTimeout(20);
  const tenants = platform.channels.map(({ tenantId }) => tenantId);
  try {
    for (let added = 0; added < options.backlog; added += addedAtOnce) {
      const nudges = Array.from({ length: addedAtOnce }, (_, n) => ({
        tenantId: tenants[n % tenants.length] ?? '',
        conversationId: newId(),
      }));
      await Promise.all(nudges.map((nudge) => queues.publish(incomingMessages, { version: 1, ...nudge })));
    }
  } finally {
    await queues.close();
  }
}

const memoryOf = async ({ platform }: OwnRun): Promise<number> =>
  Number(/used_memory:(\d+)/.exec(await platform.redis.info('memory'))?.[1]);
