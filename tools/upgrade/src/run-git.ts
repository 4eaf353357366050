import { execFileSync } from 'node:child_process';

import { repositoryRoot } from '@sylion/launch/embedded';

/** @returns what git prints. @throws when it ends with anything but 0 */
export const runGit = (...words: readonly string[]): string =>
  execFileSync('git', words, {
    cwd: repositoryRoot,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 100 * 1_024 * 1_024,
  });

export function hasCommit(commit: string): boolean {
  try {
    runGit('cat-file', '-e', `${commit}^{commit}`);
    return true;
  } catch {
    return false;
  }
}
