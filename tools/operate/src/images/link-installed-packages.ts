import fs from 'node:fs/promises';
import path from 'node:path';

import { repositoryRoot } from '@sylion/launch/embedded';

/** Gives a copy of this repository the packages that are installed here: npm's by links, its own as its own. */
export async function linkInstalledPackages(copy: string): Promise<void> {
  for (const home of ['.', ...(await workspaces(copy))]) {
    const installed = path.join(repositoryRoot, home, 'node_modules');
    for (const name of await packageNames(installed)) {
      const link = path.join(copy, home, 'node_modules', name);
      const isOurs = name.startsWith('@sylion/');
      const target = path.relative(repositoryRoot, await fs.realpath(path.join(installed, name)));
      await fs.mkdir(path.dirname(link), { recursive: true });
      await fs.symlink(path.join(isOurs ? copy : repositoryRoot, target), link);
    }
  }
}

async function workspaces(folder: string): Promise<string[]> {
  const groups = ['apps', 'libs', 'tools'];
  return (
    await Promise.all(groups.map(async (group) => (await childrenOf(path.join(folder, group))).map((name) => `${group}/${name}`)))
  ).flat();
}

async function packageNames(folder: string): Promise<string[]> {
  const names = (await childrenOf(folder)).filter((name) => !name.startsWith('.'));
  const scoped = names.filter((name) => name.startsWith('@'));
  const inScopes = await Promise.all(
    scoped.map(async (scope) => (await childrenOf(path.join(folder, scope))).map((name) => `${scope}/${name}`)),
  );
  return [...names.filter((name) => !name.startsWith('@')), ...inScopes.flat()];
}

const childrenOf = (folder: string): Promise<string[]> => fs.readdir(folder).catch(() => []);
