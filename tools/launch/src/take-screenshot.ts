import fs from 'node:fs/promises';
import path from 'node:path';

import { launchBrowser } from '@sylion/emulators/browser';

import { formatTranscript } from './demo/print-transcript.ts';
import { playDemo } from './demo/play-demo.ts';
import { seedDemo } from './demo/seed-demo.ts';
import { repositoryRoot } from './embedded/repository-root.ts';
import { startStack } from './stack/start-stack.ts';

const help = `npm run screenshot

Plays the demo conversation on a stack of its own and renews what the README shows of it: the transcript in README.md (between its
markers) and the pictures of the phone page in docs/images/.`;

if (process.argv.includes('--help')) {
  console.log(help);
  process.exit(0);
}

const home = path.join(repositoryRoot, '.local', 'screenshot');
const log = (line: string): void => console.error(`[screenshot] ${line}`);
await fs.rm(home, { recursive: true, force: true });
const stack = await startStack({ home, log, environment: { ...process.env, DATABASE_URL: undefined, REDIS_URL: undefined } });
try {
  await seedDemo(stack, home);
  const transcript = await playDemo(stack);
  await renewTranscript(formatTranscript(transcript));
  log('README.md has the new transcript');
  await photographPhonePage(stack.emulators?.whatsappUrl ?? '');
} finally {
  await stack.stop();
  await fs.rm(home, { recursive: true, force: true });
}
process.exit(0);

async function renewTranscript(transcript: string): Promise<void> {
  const file = path.join(repositoryRoot, 'README.md');
  const text = await fs.readFile(file, 'utf8');
  const [start, end] = ['<!-- transcript -->', '<!-- /transcript -->'];
  if (!text.includes(start) || !text.includes(end)) throw new Error('README.md has no transcript markers');
  await fs.writeFile(
    file,
    `${text.slice(0, text.indexOf(start) + start.length)}\n\`\`\`text\n${transcript}\n\`\`\`\n${text.slice(text.indexOf(end))}`,
  );
}

async function photographPhonePage(url: string): Promise<void> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({
      viewport: { width: 1_040, height: 640 },
      deviceScaleFactor: 2,
      locale: 'en-GB',
      timezoneId: 'Europe/Paris',
    });
    await page.goto(url);
    await page
      .getByRole('button', { name: /with Camille/ })
      .first()
      .click();
    await page.locator('.message').last().waitFor();
    const picture = path.join(repositoryRoot, 'docs', 'images', 'phone-page.png');
    await fs.mkdir(path.dirname(picture), { recursive: true });
    await page.screenshot({ path: picture });
    log(`wrote ${path.relative(repositoryRoot, picture)}`);
  } finally {
    await browser.close();
  }
}
