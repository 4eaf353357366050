import path from 'node:path';

import { repositoryRoot } from '@sylion/launch/embedded';

import { admin } from './admin/admin.ts';
import { BadOptions, type Bench } from './bench.ts';
import { burst } from './burst/burst.ts';
import { endOnSignal } from './end-on-signal.ts';
import { gateway } from './gateway/gateway.ts';
import { ingest } from './ingest/ingest.ts';
import { renewDocuments } from './report/renew-documents.ts';
import { brokenPromises } from './report/target.ts';
import { retrieval } from './retrieval/retrieval.ts';
import { startBenchServer } from './server/start-bench-server.ts';
import { soak } from './soak/soak.ts';
import { statements } from './statements/statements.ts';
import { turns } from './turns/turns.ts';

const benches: Readonly<Record<string, Bench>> = { retrieval, ingest, admin, gateway, turns, burst, soak, statements };

const help = `npm run bench -- <name> [options]

${Object.entries(benches)
  .map(([name, bench]) => `${name.padEnd(10)} ${bench.title}\n\n${bench.help}`)
  .join('\n\n')}

renew      measures nothing: writes the last results (docs/measurements) into README.md and docs/performance.md, as every bench does at its end

Exit codes: 0 done, 1 a result was wrong (times never fail a run), 2 the bench could not be made.`;

const [name = '', ...args] = process.argv.slice(2);
const bench = benches[name];
const progress = (line: string): void => console.error(`[bench] ${line}`);
const renew = async (): Promise<void> => {
  for (const document of await renewDocuments(repositoryRoot)) progress(`renewed the numbers of ${document}`);
};

if (name === 'renew') await renew();
else if (args.includes('--help') || name === '--help' || bench === undefined) {
  console.log(help);
  process.exitCode = bench !== undefined || name === '--help' ? 0 : 2;
} else {
  const server = await startBenchServer(progress, bench.serverSettings);
  const signals = endOnSignal(() => server.stop());
  try {
    const docsFolder = path.join(repositoryRoot, 'docs');
    const targets = await bench.run(args, { server, docsFolder, print: (text) => console.log(text), progress });
    await renew();
    process.exitCode = brokenPromises(targets).length === 0 ? 0 : 1;
  } catch (error) {
    if (signals.isEnding()) await server.exited;
    else console.error(error instanceof BadOptions ? `bench: ${error.message}` : error);
    process.exitCode = 2;
  } finally {
    signals.stopWatching();
    await server.stop();
  }
  // What other people's libraries left open after a failure shall not keep the process.
  if (!signals.isEnding()) process.exit();
}
