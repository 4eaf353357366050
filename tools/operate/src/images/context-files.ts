import fs from 'node:fs';
import path from 'node:path';

import { repositoryRoot, runCommand } from '@sylion/launch/embedded';

/** The files of this checkout that a build of an image sees, by their paths: what git knows or would know, less what .dockerignore names. */
export async function contextFiles(): Promise<string[]> {
  const listed = await runCommand('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    workingFolder: repositoryRoot,
  });
  const isSent = readIgnoreRules(fs.readFileSync(path.join(repositoryRoot, '.dockerignore'), 'utf8'));
  return listed.split('\0').filter((file) => file !== '' && isSent(file) && fs.existsSync(path.join(repositoryRoot, file)));
}

/** Reads a .dockerignore: of the rules that fit a file or a folder above it, the last one decides; `!` lets back in, and `*` means hidden ones too. */
export function readIgnoreRules(text: string): (file: string) => boolean {
  const rules = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ isSent: line.startsWith('!'), pattern: unhide(line.replace(/^!/, '')) }));
  return (file) => {
    const parts = file.split('/');
    const places = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
    return rules.findLast(({ pattern }) => places.some((place) => path.matchesGlob(unhide(place), pattern)))?.isSent ?? true;
  };
}

/** Node's globs pass over names with a dot in front. */
const unhide = (place: string): string => place.replace(/(^|\/)\./g, '$1dot-');
