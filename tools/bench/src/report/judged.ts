import fs from 'node:fs/promises';
import path from 'node:path';

import type { Target } from './target.ts';

/** What the last reported run of a bench promised, and whether it held. */
export interface Judged {
  readonly bench: string;
  /** ISO date. */
  readonly measuredOn: string;
  readonly targets: readonly Target[];
}

const ending = '.targets.json';

export async function writeJudged(folder: string, judged: Judged): Promise<void> {
  await fs.writeFile(path.join(folder, `${judged.bench}${ending}`), `${JSON.stringify(judged, undefined, 2)}\n`);
}

/** Of every bench that was ever reported into this folder, by name. */
export async function readJudged(folder: string): Promise<Judged[]> {
  const names = (await fs.readdir(folder)).filter((name) => name.endsWith(ending)).toSorted();
  return Promise.all(names.map(async (name) => JSON.parse(await fs.readFile(path.join(folder, name), 'utf8')) as Judged));
}
