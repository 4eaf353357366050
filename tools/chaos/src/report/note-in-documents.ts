import path from 'node:path';

import type { ChaosOptions } from '../read-options.ts';
import { storiesFile } from '../reliability/measurements.ts';
import { writeReliability } from '../reliability/write-reliability.ts';
import type { PlayedStory } from '../run-stories.ts';
import { noteRecords } from './record-file.ts';
import { toRecord, type StoryRecord } from './story-record.ts';

/** Notes how a story ended, good or bad, in place of how it ended the last time at this size. */
export async function noteInDocuments(repository: string, options: ChaosOptions, played: PlayedStory): Promise<void> {
  const record = toRecord(played, options, new Date());
  const file = path.join(repository, 'docs/measurements', storiesFile);
  await noteRecords<StoryRecord>(file, [record], ({ story, size }) => `${story} ${size}`);
  await writeReliability(repository);
}
