import fs from 'node:fs/promises';
import path from 'node:path';

import { readJudged } from './judged.ts';
import { renewNumbers } from './readme-numbers.ts';

/** Writes the numbers of `docs/measurements` into the README of this repository. @returns whether it changed */
export async function renewReadme(repository: string): Promise<boolean> {
  const file = path.join(repository, 'README.md');
  const known = await fs.readFile(file, 'utf8');
  const renewed = renewNumbers(known, await readJudged(path.join(repository, 'docs/measurements')));
  if (renewed !== known) await fs.writeFile(file, renewed);
  return renewed !== known;
}
