import path from 'node:path';

import { repositoryRoot } from '@sylion/launch/embedded';

import type { ConfigAnswer, ConfigQuestion } from './settings.test.ts';

/**
 * A program: asks each app's own `config.ts` what it makes of an environment, in a process where nobody else's variables are. Reads a list
 * of questions as JSON from its first argument, and prints the list of answers.
 */
const questions = JSON.parse(process.argv[2] ?? '[]') as ConfigQuestion[];
const answers: ConfigAnswer[] = [];
for (const { app, environment } of questions) {
  const { readConfig } = (await import(path.join(repositoryRoot, 'apps', app, 'src/config.ts'))) as {
    readConfig: (environment: Record<string, string>) => object;
  };
  try {
    answers.push({ known: Object.keys(readConfig(environment)), problems: [] });
  } catch (error) {
    answers.push({ known: [], problems: (error as { problems: string[] }).problems });
  }
}
console.log(JSON.stringify(answers));
