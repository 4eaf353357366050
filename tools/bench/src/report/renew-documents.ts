import fs from 'node:fs/promises';
import path from 'node:path';

import { readPerformance } from '../performance/read-performance.ts';
import { renewPerformance } from '../performance/renew-performance.ts';
import { readJudged } from './judged.ts';
import { renewNumbers } from './readme-numbers.ts';

/** Writes what `docs/measurements` says into the documents of this repository that quote it. @returns those that changed */
export async function renewDocuments(repository: string): Promise<string[]> {
  const folder = path.join(repository, 'docs/measurements');
  const [judged, performance] = await Promise.all([readJudged(folder), readPerformance(folder)]);
  const renew: Readonly<Record<string, (known: string) => string>> = {
    'README.md': (known) => renewNumbers(known, judged),
    'docs/performance.md': (known) => renewPerformance(known, performance),
  };
  const changed: string[] = [];
  for (const [name, of] of Object.entries(renew)) {
    const file = path.join(repository, name);
    const known = await fs.readFile(file, 'utf8');
    const renewed = of(known);
    if (renewed === known) continue;
    await fs.writeFile(file, renewed);
    changed.push(name);
  }
  return changed;
}
