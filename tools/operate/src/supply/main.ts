import fs from 'node:fs';
import path from 'node:path';

import { repositoryRoot } from '@sylion/launch/embedded';

import { askAdvisories } from './ask-advisories.ts';
import { findSecrets } from './find-secrets.ts';
import { acceptedSchema, judgeAdvisories } from './judge-advisories.ts';
import { judgeLicenses, type LockedPackage } from './judge-licenses.ts';

const help = `npm run supply [-- --offline] [-- --must-ask] [-- --help]

Looks at what the product is made of.

  licences     what production installs is under a licence that may be sold, closed and changed
  secrets      no key, token or password is in a file of the repository
  advisories   no high or critical one is known of what production installs, unless it stands, with a reason and a last day, in
               tools/operate/src/supply/accepted-advisories.json

  --offline    asks nobody for advisories
  --must-ask   fails when nobody could be asked
  --help       this text

Exit code 1 when a check fails.`;

const flags = process.argv.slice(2);
if (flags.includes('--help')) console.log(help);
else process.exitCode = (await lookAtSupply()) ? 0 : 1;

async function lookAtSupply(): Promise<boolean> {
  const lockfile = readJson('package-lock.json') as { packages: Record<string, LockedPackage> };
  const results = [say('licences', judgeLicenses(lockfile.packages)), say('secrets', await findSecrets(repositoryRoot))];
  if (!flags.includes('--offline')) results.push(await advise());
  return results.every(Boolean);
}

async function advise(): Promise<boolean> {
  const answer = await askAdvisories(repositoryRoot);
  if (answer.kind === 'not_answered') {
    const isFailure = flags.includes('--must-ask');
    console[isFailure ? 'error' : 'log'](`advisories: could not ask the registry, so nothing is known (${answer.why})`);
    return !isFailure;
  }
  const accepted = acceptedSchema.parse(readJson('tools/operate/src/supply/accepted-advisories.json'));
  return say('advisories', judgeAdvisories(answer.report, accepted, new Date().toISOString().slice(0, 10)));
}

function say(check: string, problems: readonly string[]): boolean {
  for (const problem of problems) console.error(`${check}: ${problem}`);
  if (problems.length === 0) console.log(`${check}: in order`);
  return problems.length === 0;
}

function readJson(file: string): unknown {
  return JSON.parse(fs.readFileSync(path.join(repositoryRoot, file), 'utf8'));
}
