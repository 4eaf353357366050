import fs from 'node:fs/promises';
import path from 'node:path';

import { readMeasurements } from './measurements.ts';
import { renderReliability } from './render-reliability.ts';

/** Writes `docs/reliability.md` out of `docs/measurements`. */
export async function writeReliability(repository: string): Promise<void> {
  const docs = path.join(repository, 'docs');
  await fs.writeFile(path.join(docs, 'reliability.md'), renderReliability(await readMeasurements(path.join(docs, 'measurements'))));
}
