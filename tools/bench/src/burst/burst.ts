import { setTimeout as pause } from 'node:timers/promises';

import type { Bench, BenchEnvironment } from '../bench.ts';
import { createPoster, type Poster } from '../load/create-poster.ts';
import { startGraphSink } from '../load/graph-sink.ts';
import { saturate } from '../load/saturate.ts';
import { openPlatform, type BenchPlatform } from '../platform/open-platform.ts';
import { peakMemoryBytes } from '../platform/process-usage.ts';
import { readRunOptions, runHelp, type RunOptions } from '../read-run-options.ts';
import type { Measurement } from '../report/measurement.ts';
import { publishResults } from '../report/publish-results.ts';
import { openOurs, type AnsweringSystem } from '../turns/answering-system.ts';
import { createAsker } from '../turns/ask-questions.ts';
import { createQuestionBook, type QuestionBook } from '../turns/question-book.ts';
import { waitForAnswers } from '../turns/wait-for-answers.ts';
import { burstTargets } from './burst-targets.ts';
import { reportBurst } from './report-burst.ts';

interface BurstOptions extends Pick<RunOptions, 'jsonFile' | 'isReported'> {
  readonly set: 'full' | 'quick';
  readonly sizes: readonly number[];
  readonly users: number;
}

/** Many messages at once: all acknowledged, none lost, in bounded memory. */
export const burst: Bench = {
  title: '5,000 and 20,000 messages of 1,000 end users at once: how long until all are answered, and the peak memory of every process',
  help: runHelp(''),
  run: async (args, environment) => {
    const { isQuick, jsonFile, isReported } = readRunOptions(args, []);
    const options: BurstOptions = {
      jsonFile,
      isReported,
      set: isQuick ? 'quick' : 'full',
      sizes: isQuick ? [200] : [5_000, 20_000],
      // More than there are sockets: two messages of one end user that are under way at once may be stored in any order.
      users: isQuick ? 200 : 1_000,
    };
    const measurements = await measure(options, environment);
    const targets = burstTargets(measurements);
    await publishResults(options, environment, measurements, targets, reportBurst);
    return targets;
  },
};

const channels = 40;
const processors = 2;
const sockets = 64;
/** Of one webhook, within some ten seconds. */
const deliveries = 10;
/** A sweep comes every five seconds; who is not answered after many of them is lost. */
const patienceMs = 60_000;

async function measure(options: BurstOptions, { server, progress }: BenchEnvironment): Promise<Measurement[]> {
  const platform = await openPlatform(server.superuserUrl, `bench_burst_${options.set}`, channels);
  const book = createQuestionBook();
  const sink = await startGraphSink(book.receive);
  let system: AnsweringSystem | undefined;
  try {
    system = await openOurs(platform, sink, processors);
    progress('every end user writes once');
    await sendAll(platform, system, book, options.users, options.users);
    await platform.analyze();
    const measurements: Measurement[] = [];
    for (const size of options.sizes) {
      progress(`${size} messages at once`);
      measurements.push(...(await measureBurst(platform, system, book, size, options)));
    }
    return measurements;
  } finally {
    await system?.stop();
    await sink.stop();
    await platform.close();
  }
}

async function sendAll(platform: BenchPlatform, system: AnsweringSystem, book: QuestionBook, count: number, users: number) {
  book.clear();
  await system.tidy();
  const asker = createAsker(platform, book, `b${count}x`);
  const poster = redelivering(createPoster(system.url, sockets));
  const startedAt = performance.now();
  let sent = 0;
  const acked = await saturate(
    poster,
    sockets,
    () => asker.ask(sent++ % users).webhook,
    (begun) => begun >= count,
  );
  const ackedMs = performance.now() - startedAt;
  const answered = await waitForAnswers(book, patienceMs);
  const answeredMs = performance.now() - startedAt;
  await poster.close();
  return { acked, ackedMs, answered, answeredMs };
}

/** What was not acknowledged is sent again, as Meta does. */
const redelivering = (poster: Poster): Poster => ({
  ...poster,
  post: async (webhook) => {
    for (let attempt = 1; ; attempt += 1) {
      const status = await poster.post(webhook);
      if (status === 200 || attempt >= deliveries) return status;
      await pause(attempt * 200);
    }
  },
});

async function measureBurst(
  platform: BenchPlatform,
  system: AnsweringSystem,
  book: QuestionBook,
  size: number,
  { set, users }: BurstOptions,
): Promise<Measurement[]> {
  await platform.redis.config('RESETSTAT');
  const { acked, ackedMs, answered, answeredMs } = await sendAll(platform, system, book, size, users);
  const redisPeak = Number(/used_memory_peak:(\d+)/.exec(await platform.redis.info('memory'))?.[1]);
  const common = { bench: 'burst', set, isOurs: true, class: `${size} messages` } as const;
  const apps = Object.entries(system.pids).filter(([name]) => name !== 'postgres' && name !== 'redis');
  return [
    { ...common, system: 'all acknowledged', sent: size, lost: acked.sent - acked.accepted, p99Ms: acked.p99Ms, elapsedMs: ackedMs },
    {
      ...common,
      system: 'all answered',
      sent: size,
      lost: answered.lost,
      doubled: answered.doubled,
      reordered: answered.reordered,
      elapsedMs: answeredMs,
      perSecond: (size * 1_000) / answeredMs,
      calls: answered.answers,
    },
    ...apps.map(([name, pid]) => ({ ...common, system: name, topic: 'memory', peakMemoryBytes: peakMemoryBytes(pid) })),
    { ...common, system: 'redis', topic: 'memory', peakMemoryBytes: redisPeak },
  ];
}
