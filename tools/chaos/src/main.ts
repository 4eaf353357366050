import path from 'node:path';

import { repositoryRoot } from '@sylion/launch/embedded';

import { BadOptions, readOptions } from './read-options.ts';
import { noteInDocuments } from './report/note-in-documents.ts';
import { writeReport } from './report/write-report.ts';
import { runStories } from './run-stories.ts';
import { startStage } from './stage/start-stage.ts';
import type { Story } from './story.ts';
import { quickStories, stories } from './stories/stories.ts';

const help = `npm run chaos -- [story …] [options]

Starts the whole product as real processes and lets trouble come over it while people talk to it. In the end a checker that knows only what
went in and what the phones saw counts what was lost, duplicated, reordered, crossed, unasked for or left open: each must be 0.

${stories.map(({ name, promise }) => `  ${name.padEnd(12)} ${promise}`).join('\n')}

  --quick              small; without names it plays ${quickStories.map(({ name }) => name).join(', ')} in less than three minutes
  --seed N             of all dice: the talk and the trouble are the same again, though not the instant at which they meet
  --conversations N    instead of the story's own number; --messages N likewise, by each end user
  --processors N       processes of the processor-worker, 4 by default, 2 with --quick
  --report             notes what comes out in docs/measurements and writes docs/reliability.md anew

The report of a run is in .local/chaos/. Exit codes: 0 nothing went wrong, 1 a promise was broken, 2 the run could not be made.`;

/** One attempt may use three fifths of it; the slowest model takes 90 s. */
const modelTimeoutMs = 180_000;

const progress = (line: string): void => console.error(`[chaos] ${line}`);

if (process.argv.includes('--help')) {
  console.log(help);
} else {
  try {
    const namesOf = (list: readonly Story[]): string[] => list.map(({ name }) => name);
    const options = readOptions(process.argv.slice(2), namesOf(stories), namesOf(quickStories));
    const folder = path.join(repositoryRoot, '.local', 'chaos', `seed-${options.seed}`);
    progress(`seed ${options.seed}`);
    const stage = await startStage({ folder, processors: options.processors, modelTimeoutMs, progress });
    process.once('SIGINT', () => void stage.stop().finally(() => process.exit(130)));
    process.once('SIGTERM', () => void stage.stop().finally(() => process.exit(143)));
    try {
      const chosen = stories.filter(({ name }) => options.stories.includes(name));
      const played = await runStories(stage, chosen, options, progress, async (ended) => {
        if (options.isReported) await noteInDocuments(repositoryRoot, options, ended);
      });
      const text = await writeReport(folder, options, played);
      console.log(text);
      process.exitCode = played.some(({ violations }) => violations.length > 0) ? 1 : 0;
    } finally {
      await stage.stop();
    }
  } catch (error) {
    console.error(error instanceof BadOptions ? `chaos: ${error.message}` : error);
    process.exitCode = 2;
  }
}
