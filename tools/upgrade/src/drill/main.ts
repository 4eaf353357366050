import path from 'node:path';

import { repositoryRoot } from '@sylion/launch/embedded';

import { readPreviousRelease } from '../previous-release.ts';
import { drill } from './drill.ts';
import { startFleet } from './start-fleet.ts';
import { ReleaseNotFound, unpackRelease } from './unpack-release.ts';

const { version, commit, migration } = readPreviousRelease();

const help = `npm run upgrade-drill [-- --quick] [-- --help]

Upgrades the product while people talk to it. It unpacks the sources of release ${version} out of git (commit ${commit.slice(0, 12)}, schema up to
${migration}), starts two processes of each app with a load balancer before them, restarts each, migrates to this checkout's schema under
the old apps, and replaces every process by this checkout's, one after the other.

In the end nothing may be lost, doubled, reordered or left open, no webhook and no request refused, and every process must have ended with 0.

  --quick   fewer people, shorter rests
  --help    this text

Exit codes: 0 every promise was kept, 1 one was broken, 2 the drill could not be made. Logs are in .local/upgrade/fleet/logs.`;

const progress = (line: string): void => console.error(`[upgrade] ${line}`);

if (process.argv.includes('--help')) {
  console.log(help);
} else {
  try {
    process.exitCode = await run(process.argv.includes('--quick'));
  } catch (error) {
    console.error(error instanceof ReleaseNotFound ? `upgrade-drill: ${error.message}` : error);
    process.exitCode = 2;
  }
}

async function run(isQuick: boolean): Promise<number> {
  const home = path.join(repositoryRoot, '.local', 'upgrade');
  const previous = path.join(home, 'previous');
  unpackRelease({ commit, version }, previous);
  progress(`starting two processes of each app of release ${version} …`);
  const fleet = await startFleet(path.join(home, 'fleet'), previous);
  process.once('SIGINT', () => void fleet.stop().finally(() => process.exit(130)));
  process.once('SIGTERM', () => void fleet.stop().finally(() => process.exit(143)));
  try {
    const size = isQuick ? { conversations: 12, restMs: 5_000 } : { conversations: 40, restMs: 20_000 };
    const { facts, violations } = await drill(fleet, previous, size, progress);
    for (const [name, value] of Object.entries(facts)) console.log(`${name.padEnd(10)} ${value}`);
    for (const violation of violations.slice(0, 50)) console.log(`✗ ${violation}`);
    console.log(violations.length === 0 ? 'nothing was lost, doubled, reordered, left open or refused' : `${violations.length} violations`);
    return violations.length === 0 ? 0 : 1;
  } finally {
    await fleet.stop();
  }
}
