import fs from 'node:fs';
import path from 'node:path';

import { repositoryRoot } from '@sylion/launch/embedded';

import { parseTour } from './parse-tour.ts';
import { playTour, TourDiffers } from './play-tour.ts';

const help = `npm run tour [-- --help]

Plays docs/tour.md against the stack that npm start keeps running in this checkout, and compares what it prints with what the page shows.
Exit codes: 0 the page tells the truth, 1 it does not, 2 nothing runs here.`;

const timeoutMs = 120_000;

if (process.argv.includes('--help')) {
  console.log(help);
} else if (!fs.existsSync(path.join(repositoryRoot, '.local/dev.json'))) {
  console.error('nothing runs in this checkout: npm start first');
  process.exitCode = 2;
} else {
  const steps = parseTour(fs.readFileSync(path.join(repositoryRoot, 'docs/tour.md'), 'utf8'));
  try {
    await playTour(steps, {
      folder: repositoryRoot,
      timeoutMs,
      onPassed: ({ heading, commands, output }) =>
        console.log([`\n# ${heading}`, commands, ...(output === undefined ? [] : ['', output])].join('\n')),
    });
  } catch (error) {
    if (!(error instanceof TourDiffers)) throw error;
    console.error(`docs/tour.md: ${error.message}`);
    process.exitCode = 1;
  }
}
