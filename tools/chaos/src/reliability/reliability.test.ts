import fs from 'node:fs';
import path from 'node:path';

import { repositoryRoot } from '@sylion/launch/embedded';

import { violationKinds } from '../history/check-history.ts';
import type { StoryRecord } from '../report/story-record.ts';
import { stories } from '../stories/stories.ts';
import { readMeasurements, type Measurements } from './measurements.ts';
import { promises } from './promises.ts';
import { renderReliability } from './render-reliability.ts';

const nothing: Measurements = { stories: [], tests: [], benches: [] };
const record = (story: string, size: StoryRecord['size'], lost: number): StoryRecord => ({
  story,
  promise: 'All is well.',
  measuredOn: '2026-01-01',
  seed: 7,
  size,
  processors: 2,
  seconds: 1,
  counts: { ...(Object.fromEntries(violationKinds.map((kind) => [kind, 0])) as StoryRecord['counts']), lost },
  facts: {},
});
const rowOf = (page: string, title: string): string => page.split('\n').find((line) => line.includes(`**${title}.**`)) ?? '';

describe('docs/reliability.md', () => {
  it('is what npm run reliability writes out of docs/measurements', async () => {
    const page = fs.readFileSync(path.join(repositoryRoot, 'docs/reliability.md'), 'utf8');
    expect(page).toBe(renderReliability(await readMeasurements(path.join(repositoryRoot, 'docs/measurements'))));
  });

  it('has a row with a command for each of the twelve promises, measured or not', () => {
    const page = renderReliability(nothing);
    expect(promises).toHaveLength(12);
    for (const { title } of promises) expect(rowOf(page, title)).toMatch(/`npm run (chaos|reliability) -- /);
  });

  it('names tests and stories that exist, and every story', () => {
    for (const file of promises.flatMap(({ tests }) => tests))
      expect([file, fs.existsSync(path.join(repositoryRoot, file))]).toEqual([file, true]);
    const known = stories.map(({ name }) => name);
    expect(new Set(promises.flatMap((promise) => promise.stories))).toEqual(new Set(known));
  });

  it('says what was broken and what was not played, and prefers a full run to a quick one', () => {
    const page = renderReliability({ ...nothing, stories: [record('quota', 'quick', 0), record('quota', 'full', 3)] });
    expect(rowOf(page, 'Quotas are exact')).toContain('0 of 1 stories clean (2026-01-01); broken: quota');
    expect(rowOf(page, 'A burst is answered once')).toContain('not played: bursts');
    expect(page).not.toContain('| quick |');
  });
});
