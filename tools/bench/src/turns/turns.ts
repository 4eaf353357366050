import type { Bench, BenchEnvironment } from '../bench.ts';
import { startGraphSink } from '../load/graph-sink.ts';
import { openPlatform } from '../platform/open-platform.ts';
import type { Measurement } from '../report/measurement.ts';
import { publishResults } from '../report/publish-results.ts';
import { openAnsweringPeers, openOurs, type AnsweringSystem } from './answering-system.ts';
import { measureTurns } from './measure-turns.ts';
import { createQuestionBook } from './question-book.ts';
import { reportTurns } from './report-turns.ts';
import { readTurnsOptions, turnsHelp, type TurnsOptions } from './turns-options.ts';
import { turnsTargets } from './turns-targets.ts';

/** What our way adds to the time of the model, and how many messages it carries, beside peers that keep nothing. */
export const turns: Bench = {
  title: 'the whole way of a message, webhook to Graph POST, with a model that takes no time; at 1, 2 and 4 processors, beside peers',
  help: turnsHelp,
  run: async (args, environment) => {
    const options = readTurnsOptions(args);
    const measurements = await measure(options, environment);
    const targets = turnsTargets(measurements);
    await publishResults(options, environment, measurements, targets, reportTurns);
    return targets;
  },
};

/** WhatsApp takes 80 messages a second from each. */
const channels = 40;

async function measure(options: TurnsOptions, { server, progress }: BenchEnvironment): Promise<Measurement[]> {
  const platform = await openPlatform(server.superuserUrl, `bench_turns_${options.set}`, channels);
  const book = createQuestionBook();
  const sink = await startGraphSink(book.receive);
  const measurements: Measurement[] = [];
  const measureOne = async (system: AnsweringSystem): Promise<void> => {
    progress(`${system.name}: ${options.messagesPerSecond}/s, then as many as it answers`);
    try {
      measurements.push(...(await measureTurns(platform, system, book, options)));
    } finally {
      await system.stop();
    }
  };
  try {
    for (const peer of await openAnsweringPeers(platform, sink)) await measureOne(peer);
    for (const processors of options.processors) await measureOne(await openOurs(platform, sink, processors));
    return measurements;
  } finally {
    await sink.stop();
    await platform.close();
  }
}
