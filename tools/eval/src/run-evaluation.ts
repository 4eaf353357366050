import fs from 'node:fs/promises';

import { askQuestions } from './ask-questions.ts';
import { EvaluationFailed } from './evaluation-failed.ts';
import { formatMisses } from './format-misses.ts';
import { formatTable } from './format-table.ts';
import { levelsSchema, lostLevels, raiseLevels, type Levels } from './levels.ts';
import { openPlatform } from './open-platform.ts';
import { parseQuestions } from './parse-questions.ts';
import type { Question } from './question.ts';
import type { EvaluationOptions } from './read-options.ts';
import { reportRows } from './report-rows.ts';
import { toJsonLines } from './to-json-lines.ts';

export interface Terminal {
  /** The result. */
  print(text: string): void;
  /** What is going on meanwhile. */
  progress(line: string): void;
}

/**
 * The whole evaluation: questions → platform → documents → hit tests → report, and what else was asked for.
 *
 * @returns whether every gated level was kept
 * @throws {EvaluationFailed} when it could not be made
 */
export async function runEvaluation(options: EvaluationOptions, { print, progress }: Terminal): Promise<boolean> {
  const { cutoffs, leg, jsonFile, gateFile, levelsFile, missesShown } = options;
  const questions = await readQuestions(options.questionFiles);
  const gate = gateFile === undefined ? undefined : await readLevels(gateFile);
  const platform = await openPlatform(options.api, progress);
  const outcomes = await askQuestions(platform.api, questions, { ...options, limit: cutoffs.at(-1) ?? 1, progress }).catch(
    async (error: unknown) => {
      await platform.close('failed');
      throw error;
    },
  );
  await platform.close('measured');

  const rows = reportRows(outcomes, cutoffs);
  print(formatTable(rows));
  if (missesShown > 0) print(`\n${formatMisses(outcomes, missesShown)}`);
  if (jsonFile !== undefined) await fs.writeFile(jsonFile, toJsonLines(outcomes, rows, leg));
  if (levelsFile !== undefined) await writeLevels(levelsFile, raiseLevels(await readLevels(levelsFile, {}), leg, rows));
  const lost = gate === undefined ? [] : lostLevels(gate, leg, rows);
  if (lost.length > 0) print(`\nLevels lost:\n${lost.map((sentence) => `- ${sentence}`).join('\n')}`);
  else if (gate !== undefined) print('\nEvery recorded level was kept.');
  return lost.length === 0;
}

async function readQuestions(files: readonly string[]): Promise<Question[]> {
  const questions = await Promise.all(files.map(async (file) => parseQuestions(await readText(file), file)));
  return questions.flat();
}

async function readText(file: string): Promise<string> {
  return fs.readFile(file, 'utf8').catch((error: unknown) => {
    throw new EvaluationFailed(`${file} cannot be read`, { cause: error });
  });
}

/** @param fallback what a file that is not there yet means */
async function readLevels(file: string, fallback?: Levels): Promise<Levels> {
  const isThere = await fs.access(file).then(
    () => true,
    () => false,
  );
  if (!isThere && fallback) return fallback;
  const levels = levelsSchema.safeParse(JSON.parse(await readText(file)));
  if (!levels.success) throw new EvaluationFailed(`${file} holds no levels: ${levels.error.message}`);
  return levels.data;
}

async function writeLevels(file: string, levels: Levels): Promise<void> {
  await fs.writeFile(file, `${JSON.stringify(levels, null, 2)}\n`);
}
