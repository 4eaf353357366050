import { setTimeout } from 'node:timers/promises';

import type { Bench, BenchEnvironment } from '../bench.ts';
import { createPoster } from '../load/create-poster.ts';
import { startGraphSink } from '../load/graph-sink.ts';
import { openPlatform } from '../platform/open-platform.ts';
import { handlesOf, memoryBytes } from '../platform/process-usage.ts';
import { readCount, readRunOptions, runHelp } from '../read-run-options.ts';
import type { Measurement } from '../report/measurement.ts';
import { publishResults } from '../report/publish-results.ts';
import type { BenchDatabase } from '../server/bench-database.ts';
import { withClient } from '../server/with-client.ts';
import { openOurs, type AnsweringSystem } from '../turns/answering-system.ts';
import { askInTurns } from '../turns/ask-in-turns.ts';
import { createAsker } from '../turns/ask-questions.ts';
import { createQuestionBook } from '../turns/question-book.ts';
import { waitForAnswers } from '../turns/wait-for-answers.ts';
import { reportSoak } from './report-soak.ts';
import { soakTargets } from './soak-targets.ts';

/** Whether anything grows that should not: memory, handles, and keys in Redis, sampled while turns go on and on. */
export const soak: Bench = {
  title: 'an hour of ten turns a second, made as fast as they go: memory, handles and Redis keys stay where they are',
  help: runHelp('  --turns N         36,000 by default'),
  run: async (args, environment) => {
    const { isQuick, own, jsonFile, isReported } = readRunOptions(args, ['turns']);
    const turns = readCount('--turns', own.turns ?? (isQuick ? '100' : '36000'));
    const measurements = await measure(turns, isQuick ? 'quick' : 'full', environment);
    const targets = soakTargets(measurements);
    await publishResults({ jsonFile, isReported }, environment, measurements, targets, reportSoak);
    return targets;
  },
};

const channels = 40;
const callers = 50;
const users = 2_000;
const samples = 10;
const patienceMs = 30_000;
/** Sockets between the processes come back from a peak; keys of paces end by themselves. */
const restMs = 6_000;

async function measure(turns: number, set: string, { server, progress }: BenchEnvironment): Promise<Measurement[]> {
  const platform = await openPlatform(server.superuserUrl, `bench_soak_${set}`, channels);
  const book = createQuestionBook();
  const sink = await startGraphSink(book.receive);
  let system: AnsweringSystem | undefined;
  const measurements: Measurement[] = [];
  try {
    system = await openOurs(platform, sink, 1);
    const poster = createPoster(system.url, callers);
    const asker = createAsker(platform, book, 'soak');
    let user = 0;
    const emptyBytes = await readSizeBytes(platform.database);
    for (let sample = 1; sample <= samples; sample += 1) {
      book.clear();
      let left = Math.ceil(turns / samples);
      await askInTurns({ poster, asker, book, callers, nextUser: () => user++ % users, patienceMs }, () => left-- <= 0);
      const { asked, lost, doubled, reordered } = await waitForAnswers(book, patienceMs);
      await system.tidy();
      await setTimeout(set === 'quick' ? 0 : restMs);
      progress(`${sample} of ${samples}: ${asked} more turns`);
      const common = { bench: 'soak', set, isOurs: true, sample } as const;
      for (const name of ['gateway', 'processor']) {
        const pid = system.pids[name] ?? 0;
        measurements.push({ ...common, system: name, peakMemoryBytes: memoryBytes(pid), handles: handlesOf(pid) });
      }
      measurements.push({ ...common, system: 'redis', keys: await platform.redis.dbsize(), sent: asked, lost, doubled, reordered });
    }
    await poster.close();
    const bytesPerMessage = ((await readSizeBytes(platform.database)) - emptyBytes) / turns;
    return [...measurements, { bench: 'soak', set, isOurs: true, system: 'postgres', bytesPerMessage }];
  } finally {
    await system?.stop();
    await sink.stop();
    await platform.close();
  }
}

const readSizeBytes = ({ superuserUrl }: BenchDatabase): Promise<number> =>
  withClient(superuserUrl, async (client) => {
    const { rows } = await client.query<{ bytes: string }>('select pg_database_size(current_database()) as bytes');
    return Number(rows[0]?.bytes);
  });
