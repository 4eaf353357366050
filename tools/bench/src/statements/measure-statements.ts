import type { BenchEnvironment } from '../bench.ts';
import { createPoster } from '../load/create-poster.ts';
import { startGraphSink } from '../load/graph-sink.ts';
import { openPlatform } from '../platform/open-platform.ts';
import type { Measurement } from '../report/measurement.ts';
import { withClient } from '../server/with-client.ts';
import { openOurs } from '../turns/answering-system.ts';
import { askInTurns } from '../turns/ask-in-turns.ts';
import { createAsker } from '../turns/ask-questions.ts';
import { createQuestionBook } from '../turns/question-book.ts';
import { waitForAnswers } from '../turns/wait-for-answers.ts';
import { readStatements } from './read-statements.ts';

const channels = 40;
/** All of them have written before, after the warm-up. */
const users = 500;
const patienceMs = 30_000;
/** Few: what is looked at is work, not waiting. */
const callers = 8;

/** So many turns to warm up, then so many that count; one gateway, one processor. */
export async function measureStatements(
  { server, progress }: Pick<BenchEnvironment, 'server' | 'progress'>,
  set: string,
  turns: number,
): Promise<Measurement[]> {
  const platform = await openPlatform(server.superuserUrl, `bench_statements_${set}`, channels);
  const book = createQuestionBook();
  const sink = await startGraphSink(book.receive);
  try {
    const system = await openOurs(platform, sink, 1);
    const poster = createPoster(system.url, callers);
    const asker = createAsker(platform, book, 'statements');
    let user = 0;
    const answer = async (count: number): Promise<number> => {
      book.clear();
      let left = count;
      await askInTurns({ poster, asker, book, callers, nextUser: () => user++ % users, patienceMs }, () => left-- <= 0);
      return (await waitForAnswers(book, patienceMs)).lost;
    };
    try {
      return await withClient(platform.database.superuserUrl, async (client) => {
        await client.query('create extension if not exists pg_stat_statements');
        progress(`${turns} turns to warm up`);
        await answer(turns);
        await platform.analyze();
        await client.query('select pg_stat_statements_reset()');
        progress(`${turns} turns that count`);
        const lost = await answer(turns);
        const statements = await readStatements(client);
        const common = { bench: 'statements', set, isOurs: true } as const;
        return [
          { ...common, system: 'turns', sent: turns, lost },
          ...statements.map(({ calls, name, ...one }) => ({ ...common, ...one, system: name, calls: calls / turns })),
        ];
      });
    } finally {
      await poster.close();
      await system.stop();
    }
  } finally {
    await sink.stop();
    await platform.close();
  }
}
