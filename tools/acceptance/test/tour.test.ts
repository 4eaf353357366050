import fs from 'node:fs/promises';
import path from 'node:path';

import { repositoryRoot } from '@sylion/launch/embedded';

import { startPlatform, type Platform } from '../src/platform.ts';
import { parseTour } from '../src/tour/parse-tour.ts';
import { playTour } from '../src/tour/play-tour.ts';

const tour = path.join(repositoryRoot, 'docs/tour.md');

describe('docs/tour.md', () => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await startPlatform('tour');
  }, 120_000);
  afterAll(() => platform.stop(), 60_000);

  it('does what it says, from an empty platform on', async () => {
    const steps = parseTour(await fs.readFile(tour, 'utf8'));
    await playTour(steps, { folder: platform.folder, timeoutMs: 60_000 });
  }, 90_000);
});
