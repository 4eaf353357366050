import { spawn } from 'node:child_process';
import os from 'node:os';

import { repositoryRoot } from '../embedded/repository-root.ts';

/** Runs a command of this checkout with its output on the terminal. Resolves to its exit code; signals to us reach it. */
export async function runVisibly(
  program: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<number> {
  const child = spawn(program, words, {
    cwd: repositoryRoot,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
  process.on('SIGINT', forward).on('SIGTERM', forward);
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve(code ?? 128 + os.constants.signals[signal ?? 'SIGKILL']));
    });
  } finally {
    process.off('SIGINT', forward).off('SIGTERM', forward);
  }
}
