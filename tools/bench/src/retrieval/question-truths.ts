import fs from 'node:fs/promises';
import path from 'node:path';

import { corpusVersion, type Corpus } from '../corpus/corpus.ts';
import { nearestChunks } from './nearest-chunks.ts';
import type { Question } from './question.ts';

/** The true answers of the questions, from the file that an earlier run left, or searched and left for the next one. */
export async function questionTruths(
  folder: string,
  corpus: Corpus,
  questions: readonly Question[],
  progress: (line: string) => void,
): Promise<number[][]> {
  const file = path.join(folder, `truth-${corpus.shape.name}-${corpusVersion}-${questions.length}.json`);
  const known = await fs.readFile(file, 'utf8').catch(() => undefined);
  if (known !== undefined) return JSON.parse(known) as number[][];
  progress(`searching exactly for ${questions.length} questions`);
  const truths = nearestChunks(corpus, questions, progress);
  await fs.mkdir(folder, { recursive: true });
  await fs.writeFile(file, JSON.stringify(truths));
  return truths;
}
