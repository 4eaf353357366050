import { percentile } from '@sylion/knowledge';

import { createPoster } from '../load/create-poster.ts';
import { keepRate } from '../load/keep-rate.ts';
import { cpuMs } from '../platform/process-usage.ts';
import type { BenchPlatform } from '../platform/open-platform.ts';
import type { Measurement } from '../report/measurement.ts';
import { askInTurns } from './ask-in-turns.ts';
import { createAsker } from './ask-questions.ts';
import type { AnsweringSystem } from './answering-system.ts';
import type { BookResult, QuestionBook } from './question-book.ts';
import type { TurnsOptions } from './turns-options.ts';
import { waitForAnswers } from './wait-for-answers.ts';

/** End users in turns, so that nobody is paced: WhatsApp takes a burst of 45 from each. After the warm-up all of them have written before. */
const users = 500;
const patienceMs = 10_000;

interface Run extends BookResult {
  readonly seconds: number;
  readonly cpuMs: Readonly<Record<string, number>>;
}

/** One system: from webhook to Graph POST at a fixed rate, then as many as it answers. */
export async function measureTurns(
  platform: BenchPlatform,
  system: AnsweringSystem,
  book: QuestionBook,
  options: TurnsOptions,
): Promise<Measurement[]> {
  const asker = createAsker(platform, book, system.name.replace(/\W/g, ''));
  const poster = createPoster(system.url, options.callers);
  let user = 0;
  const nextUser = (): number => user++ % users;
  const askFor = (seconds: number) => (): Promise<void> => {
    const until = performance.now() + seconds * 1_000;
    return askInTurns({ poster, asker, book, callers: options.callers, nextUser, patienceMs }, () => performance.now() >= until);
  };
  const timed = async (work: () => Promise<unknown>): Promise<Run> => {
    book.clear();
    await system.tidy();
    const before = Object.entries(system.pids).map(([name, pid]) => [name, pid, cpuMs(pid)] as const);
    const startedAt = performance.now();
    await work();
    const seconds = (performance.now() - startedAt) / 1_000;
    const result = await waitForAnswers(book, patienceMs);
    return { ...result, seconds, cpuMs: Object.fromEntries(before.map(([name, pid, ms]) => [name, cpuMs(pid) - ms])) };
  };
  try {
    await timed(askFor(options.warmUpSeconds));
    await platform.analyze();
    const paced = await timed(() =>
      keepRate(poster, options.messagesPerSecond, options.messagesPerSecond * options.seconds, () => asker.ask(nextUser()).webhook),
    );
    const saturated = await timed(askFor(options.seconds));
    return [summarize(system, 'fixed rate', paced, options), summarize(system, 'saturation', saturated, options)];
  } finally {
    await poster.close();
  }
}

function summarize({ name, isOurs }: AnsweringSystem, what: string, run: Run, { set }: TurnsOptions): Measurement {
  const { asked, lost, doubled, reordered, elapsedMs, seconds } = run;
  const answered = asked - lost;
  return {
    bench: 'turns',
    set,
    system: name,
    isOurs,
    class: what,
    sent: asked,
    lost,
    doubled,
    reordered,
    perSecond: answered / seconds,
    p50Ms: percentile(elapsedMs, 0.5),
    p99Ms: percentile(elapsedMs, 0.99),
    cpuMicroseconds: Object.fromEntries(
      Object.entries(run.cpuMs).map(([process, ms]) => [process, Math.round((ms * 1_000) / Math.max(1, answered))]),
    ),
  };
}
