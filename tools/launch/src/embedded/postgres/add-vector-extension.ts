import { existsSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { CannotProvide } from '../cannot-provide.ts';
import { debianMirror } from '../packages/debian-mirror.ts';
import { openPrivateApt } from '../packages/private-apt.ts';
import { retargetGlibcSymbols } from '../packages/retarget-glibc-symbols.ts';
import { reportStep } from '../report-step.ts';
import type { Log } from '../report-step.ts';
import { runCommand } from '../run-command.ts';
import { postgresRemedy } from './postgres-distribution.ts';

/** The Debian release that has pgvector for the major of our npm package. */
const debianRelease = 'trixie';
const debianKeyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

export interface VectorOptions {
  /** A PostgreSQL with `lib/postgresql` and `share/postgresql`. */
  distributionFolder: string;
  major: number;
  log: Log;
}

/**
 * Adds the pgvector that Debian built to a PostgreSQL that lacks it.
 * @throws CannotProvide without apt, without a network, or when this glibc cannot load the library.
 */
export async function addVectorExtension({ distributionFolder, major, log }: VectorOptions): Promise<void> {
  const workFolder = path.join(distributionFolder, 'vector');
  const packageName = `postgresql-${major}-pgvector`;
  try {
    await reportStep(log, `downloading ${packageName}`, () => fetchPackage(packageName, workFolder));
    await install(path.join(workFolder, 'unpacked'), distributionFolder, major);
  } catch (error) {
    throw new CannotProvide('PostgreSQL', `pgvector could not be added (${(error as Error).message}).`, postgresRemedy, error);
  }
  await fs.rm(workFolder, { recursive: true });
}

async function fetchPackage(packageName: string, workFolder: string): Promise<void> {
  const apt = await openPrivateApt(path.join(workFolder, 'apt'));
  await apt.useSources('of the machine');
  const mirror = debianMirror(await apt.aptGet('update', '--print-uris'));
  if (mirror !== undefined) await apt.useSources([sourceLine(mirror)]);
  await apt.aptGet('--quiet=2', 'update');
  await apt.unpackInto(path.join(workFolder, 'unpacked'), [packageName]);
}

function sourceLine(mirror: string): string {
  const signature = existsSync(debianKeyring) ? `[signed-by=${debianKeyring}] ` : '';
  return `deb ${signature}${mirror} ${debianRelease} main`;
}

async function install(unpacked: string, distributionFolder: string, major: number): Promise<void> {
  const library = await fs.readFile(path.join(unpacked, `usr/lib/postgresql/${major}/lib/vector.so`));
  const loadable = retargetGlibcSymbols(library, await glibcVersion());
  await fs.writeFile(path.join(distributionFolder, 'lib/postgresql/vector.so'), loadable, { mode: 0o755 });

  const scripts = path.join(unpacked, `usr/share/postgresql/${major}/extension`);
  await fs.cp(scripts, path.join(distributionFolder, 'share/postgresql/extension'), { recursive: true });
}

/** `2.36`, say. @throws CommandFailed on systems whose C library is another one. */
async function glibcVersion(): Promise<string> {
  const printed = await runCommand('getconf', ['GNU_LIBC_VERSION']);
  return printed.replace('glibc', '').trim();
}
