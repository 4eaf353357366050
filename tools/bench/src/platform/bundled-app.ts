import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import { repositoryRoot } from '@sylion/launch/embedded';
import type { Program } from '@sylion/launch/stack';

/** An app that can be measured. */
export type BenchedApp = 'gateway' | 'processor-worker' | 'admin-api';

/** What its image tells an app besides (docker/Dockerfile). */
export const imageEnvironment = { NODE_ENV: 'production' } as const;

const made = new Map<BenchedApp, Promise<Program>>();

/** An app as its image carries it, one bundle with npm's packages inside; made anew by every run of a bench, once. */
export function bundledApp(app: BenchedApp): Promise<Program> {
  const program = made.get(app) ?? makeBundle(app);
  made.set(app, program);
  return program;
}

async function makeBundle(app: BenchedApp): Promise<Program> {
  const folder = path.join(repositoryRoot, '.local/bench/apps', app);
  const words = ['tools/bundle/build-image.mjs', app, folder];
  await promisify(execFile)(process.execPath, words, { cwd: repositoryRoot });
  return { words: [process.execPath, 'dist/main.mjs'], workingFolder: path.join(folder, 'tree') };
}
