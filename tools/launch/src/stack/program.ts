import path from 'node:path';

import { repositoryRoot } from '../embedded/repository-root.ts';

/** What a process runs: the words of its command, and the folder it works in. */
export interface Program {
  readonly words: readonly string[];
  readonly workingFolder: string;
}

/** A TypeScript file, named from this checkout's root, run as it stands. */
export const fromSources = (entry: string): Program => ({
  words: [process.execPath, '--conditions=@sylion/source', path.resolve(repositoryRoot, entry)],
  workingFolder: repositoryRoot,
});
