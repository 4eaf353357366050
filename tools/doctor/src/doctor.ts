import { repositoryRoot } from '@sylion/launch/embedded';

import { examine } from './examine.ts';
import { printFindings } from './print-findings.ts';
import { NothingToExamine, readSurroundings } from './surroundings.ts';

const help = `npm run doctor [-- --json] [-- --help]

Looks at every part of a platform, says what each is like, and what to do about what is not well: configuration, Postgres, pgvector, roles,
isolation, migrations, channels, Redis, queues, dead letters, clocks, processes, what waits unanswered, and whether WhatsApp and Google answer.
It changes nothing and shows no secret. Tokens and webhook subscriptions are told as the gateway last saw them.

  --json   the same for machines: a list of {state, subject, means, advice}
  --help   this text

It examines the platform that the variables of .env.example describe; without them the one that "npm start" keeps running in this checkout.
The image "migrate" carries it as dist/doctor.mjs.
Exit codes: 0 nothing has to be repaired, 1 something has to, 2 there is nothing to examine.`;

if (process.argv.includes('--help')) {
  console.log(help);
} else {
  try {
    const findings = await examine(readSurroundings(process.env, repositoryRoot));
    console.log(process.argv.includes('--json') ? JSON.stringify(findings, null, 2) : printFindings(findings));
    process.exitCode = findings.some(({ state }) => state === 'fail') ? 1 : 0;
  } catch (error) {
    if (!(error instanceof NothingToExamine)) throw error;
    console.error(`doctor: ${error.message}`);
    process.exitCode = 2;
  }
}
