import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import { repositoryRoot } from '@sylion/launch/embedded';

import type { PreviousRelease } from '../previous-release.ts';
import { hasCommit, runGit } from '../run-git.ts';

/** The release's sources are not in this clone, and its origin does not give them. */
export class ReleaseNotFound extends Error {
  override name = 'ReleaseNotFound';
}

const neededPaths = ['apps', 'libs', 'tools/migrate', 'package.json', 'tsconfig.base.json'];

/**
 * Puts a release's own sources into a folder of this checkout, from which its apps can be started. Its own packages are its own; those of
 * others are this checkout's, as if the release had been installed with today's lockfile.
 * @throws {ReleaseNotFound}
 */
export function unpackRelease({ commit, version }: Pick<PreviousRelease, 'commit' | 'version'>, folder: string): void {
  if (!hasCommit(commit)) fetchCommit(commit, version);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  const archive = path.join(folder, 'sources.tar');
  runGit('archive', '--output', archive, commit, ...neededPaths);
  execFileSync('tar', ['-xf', archive, '-C', folder]);
  fs.rmSync(archive);
  linkPackages(folder);
}

function fetchCommit(commit: string, version: string): void {
  try {
    runGit('fetch', '--depth', '1', 'origin', commit);
  } catch {
    throw new ReleaseNotFound(
      `this clone does not have the sources of release ${version} (commit ${commit}), and its origin did not give them. ` +
        `In a shallow clone: git fetch --unshallow. In CI: check out with the whole history (fetch-depth: 0).`,
    );
  }
}

function linkPackages(folder: string): void {
  const modules = path.join(folder, 'node_modules');
  fs.mkdirSync(path.join(modules, '@sylion'), { recursive: true });
  const ofOthers = path.join(repositoryRoot, 'node_modules');
  for (const name of fs.readdirSync(ofOthers))
    if (name !== '@sylion' && !name.startsWith('.')) fs.symlinkSync(path.join(ofOthers, name), path.join(modules, name));
  for (const own of fs.globSync('{apps,libs,tools}/*/package.json', { cwd: folder })) {
    const place = path.dirname(own);
    const { name } = JSON.parse(fs.readFileSync(path.join(folder, own), 'utf8')) as { name: string };
    fs.symlinkSync(path.join(folder, place), path.join(modules, name));
    const nested = path.join(repositoryRoot, place, 'node_modules');
    if (fs.existsSync(nested)) fs.symlinkSync(nested, path.join(folder, place, 'node_modules'));
  }
}
