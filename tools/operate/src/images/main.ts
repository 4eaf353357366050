import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { repositoryRoot } from '@sylion/launch/embedded';

import { carryOutDockerfile } from './carry-out-dockerfile.ts';
import { imageApps } from './image-apps.ts';
import { measureTree } from './measure-tree.ts';
import { replaceTable } from './replace-table.ts';

const help = `npm run images [-- --help]

Carries out every step of docker/Dockerfile for every app, without an engine, and writes what each image adds to its base
into docs/deploy-vps.md. Needs what the lockfile names: from npm's cache, or from the registry.

  --help   this text`;

const document = path.join(repositoryRoot, 'docs/deploy-vps.md');

if (process.argv.includes('--help')) {
  console.log(help);
} else {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'sylion-images-'));
  try {
    const rows: string[] = [];
    for (const app of imageApps) {
      const { workingFolder } = await carryOutDockerfile({ app, folder: path.join(folder, app), isReallyInstalled: true });
      const { files, sizeBytes } = measureTree(workingFolder);
      rows.push(`| ${app} | ${files} | ${(sizeBytes / 1e6).toFixed(1)} MB |`);
      console.log(rows.at(-1));
    }
    const table = ['| image | files | adds to its base |', '|---|---|---|', ...rows].join('\n');
    await fs.writeFile(document, replaceTable(await fs.readFile(document, 'utf8'), 'images', table));
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}
