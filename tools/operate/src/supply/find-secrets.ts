import { execFile, execFileSync } from 'node:child_process';
import path from 'node:path';

import { repositoryRoot } from '@sylion/launch/embedded';

interface Finding {
  readonly filePath: string;
  readonly messages: readonly { readonly message: string; readonly loc: { readonly start: { readonly line: number } } }[];
}

/** Secrets in a repository's tracked files and in new ones that are not ignored, by secretlint and `.secretlintrc.json`. Never their values. */
export async function findSecrets(folder: string): Promise<string[]> {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  const files = listed.split('\0').filter((file) => file !== '');
  const program = path.join(repositoryRoot, 'node_modules/secretlint/bin/secretlint.js');
  const rules = path.join(repositoryRoot, '.secretlintrc.json');
  const words = [program, '--secretlintrc', rules, '--maskSecrets', '--format', 'json', '--no-glob', ...files];
  const output = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, words, { cwd: folder, maxBuffer: 1e8 }, (error, stdout, stderr) =>
      // It ends with 1 when it has found something.
      stdout === '' ? reject(new Error(stderr || error?.message)) : resolve(stdout),
    );
  });
  return (JSON.parse(output) as Finding[]).flatMap(({ filePath, messages }) =>
    messages.map(({ message, loc }) => `${path.relative(folder, filePath)}:${loc.start.line}: ${message}`),
  );
}
