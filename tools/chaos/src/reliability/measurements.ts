import path from 'node:path';
import fs from 'node:fs/promises';

import { readJsonLines } from '@sylion/launch/documents';

import type { StoryRecord } from '../report/story-record.ts';
import type { TestRecord } from './test-record.ts';

/** What a bench's last run judged; written by `npm run bench`. */
export interface JudgedBench {
  readonly bench: string;
  readonly measuredOn: string;
  readonly targets: readonly {
    readonly id: string;
    readonly promise: string;
    readonly measured: string;
    readonly isCorrectness: boolean;
    readonly isMet?: boolean;
  }[];
}

/** All that was measured and bears on a promise. */
export interface Measurements {
  readonly stories: readonly StoryRecord[];
  readonly tests: readonly TestRecord[];
  readonly benches: readonly JudgedBench[];
}

export const storiesFile = 'chaos.jsonl';
export const testsFile = 'promises.jsonl';

/** @param folder `docs/measurements` */
export async function readMeasurements(folder: string): Promise<Measurements> {
  const judged = (await fs.readdir(folder)).filter((name) => name.endsWith('.targets.json')).toSorted();
  return {
    stories: await readJsonLines<StoryRecord>(path.join(folder, storiesFile)),
    tests: await readJsonLines<TestRecord>(path.join(folder, testsFile)),
    benches: await Promise.all(judged.map(async (name) => JSON.parse(await fs.readFile(path.join(folder, name), 'utf8')) as JudgedBench)),
  };
}
