import { existsSync, globSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';

import { CannotProvide } from '../cannot-provide.ts';
import { provisionOnce } from '../provision-once.ts';
import { reportStep } from '../report-step.ts';
import type { Log } from '../report-step.ts';
import { repositoryRoot } from '../repository-root.ts';
import { debianMirror } from './debian-mirror.ts';
import { openPrivateApt } from './private-apt.ts';

/** A release of Debian, whatever this machine's own is. */
const release = 'trixie';
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
/** What only an installation needs. */
const unwanted =
  /^(perl.*|lib.*perl.*|debconf|adduser|passwd|init-system-helpers|sysvinit-utils|lsb-base|iproute2|tzdata|sensible-utils|ucf)$/;

export interface WantedPrograms {
  /** Debian's names of the packages. */
  readonly packageNames: readonly string[];
  readonly log: Log;
}

/** Programs of a newer Debian, unpacked with all that they need, their C library included. */
export interface ProvidedPrograms {
  readonly folder: string;
  /** What to run instead of `usr/bin/name`: its own loader, with its own libraries. */
  words(program: string): string[];
}

/**
 * Programs of Debian packages in the versions of trixie, on any Linux that has apt, without root: the program does not meet this
 * machine's libraries at all, because the loader of its own C library starts it.
 * @throws {CannotProvide} without apt or without a network
 */
export async function providePrograms({ packageNames, log }: WantedPrograms): Promise<ProvidedPrograms> {
  const folder = path.join(repositoryRoot, '.local/distribution', packageNames.join('+'), `${release}-${process.arch}`);
  const names = packageNames.join(' and ');
  try {
    await provisionOnce(folder, (unfinished) => reportStep(log, `downloading ${names}`, () => unpack(packageNames, unfinished)));
  } catch (error) {
    const remedy = `Make Debian's archive reachable for apt: it is unpacked from there, not installed.`;
    throw new CannotProvide(names, `it could not be fetched (${(error as Error).message}).`, remedy, error);
  }
  const [loader = ''] = globSync(['usr/lib*/ld-linux-*.so.*', 'usr/lib/*/ld-linux-*.so.*', 'lib*/ld-linux-*.so.*'], { cwd: folder });
  const libraries = globSync(['usr/lib/*-linux-gnu', 'lib/*-linux-gnu'], { cwd: folder }).map((name) => path.join(folder, name));
  return {
    folder,
    words: (program) => [path.join(folder, loader), '--library-path', libraries.join(':'), path.join(folder, program)],
  };
}

async function unpack(packageNames: readonly string[], folder: string): Promise<void> {
  const aptFolder = path.join(folder, 'apt');
  const apt = await openPrivateApt(aptFolder);
  await apt.useSources('of the machine');
  const mirror = debianMirror(await apt.aptGet('update', '--print-uris'));
  if (mirror !== undefined) await apt.useSources([`deb ${existsSync(keyring) ? `[signed-by=${keyring}] ` : ''}${mirror} ${release} main`]);
  await apt.aptGet('--quiet=2', 'update');
  // On a machine where nothing is installed, everything that the program needs would be.
  const nothingInstalled = path.join(aptFolder, 'status');
  await fs.writeFile(nothingInstalled, '');
  const simulation = await apt.aptGet('-o', `Dir::State::status=${nothingInstalled}`, '--simulate', 'install', ...packageNames);
  const needed = [...simulation.matchAll(/^Inst (\S+)/gm)].map(([, name = '']) => name);
  await apt.unpackInto(
    folder,
    needed.filter((name) => !unwanted.test(name)),
  );
  await fs.rm(aptFolder, { recursive: true });
}
