import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const sources = ['apps', 'libs', 'tools', 'package.json', 'package-lock.json'];

/** The commit whose sources run here, short, with a "+" when they were changed since; empty where there is no git repository. */
export async function readCommit(repository: string): Promise<string> {
  const git = async (...args: readonly string[]): Promise<string> =>
    (await promisify(execFile)('git', [...args], { cwd: repository })).stdout.trim();
  const commit = await git('rev-parse', '--short=7', 'HEAD').catch(() => '');
  if (commit === '') return '';
  return `${commit}${(await git('status', '--porcelain', '--', ...sources)) === '' ? '' : '+'}`;
}
