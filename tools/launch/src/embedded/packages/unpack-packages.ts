import { readdirSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { provisionOnce } from '../provision-once.ts';
import { openPrivateApt } from './private-apt.ts';
import type { PrivateApt } from './private-apt.ts';

/** Programs of this machine's own distribution that are not installed on it. */
export interface UnpackedPackages {
  /** The packages' `/`: a program of `/usr/bin` is in its `usr/bin`. */
  folder: string;
  /** For LD_LIBRARY_PATH. */
  libraryFolders: string[];
}

export interface WantedPackages {
  /** Below it, once for each distribution and architecture, they are unpacked. */
  home: string;
  /** Names them, given an apt that knows what there is. */
  choose: (apt: PrivateApt) => Promise<readonly string[]>;
  /** What must be there in the end, such as `usr/bin/redis-server`. */
  program: string;
  /** Is around the work, if there is any to do. */
  report?: (work: () => Promise<void>) => Promise<void>;
}

/**
 * Downloads packages of this machine's own distribution and unpacks them, without root and without an installation; a second call finds
 * them there.
 * @throws Error without apt, without a network, or when the distribution has no such package.
 */
export async function unpackPackages({ home, choose, program, report = (work) => work() }: WantedPackages): Promise<UnpackedPackages> {
  const folder = path.join(home, `${await systemName()}-${process.arch}`);
  await provisionOnce(folder, (unfinished) => report(() => unpack(unfinished, choose, program)));
  return { folder, libraryFolders: libraryFolders(folder) };
}

/** `debian-12`, say: programs of one release do not run with the libraries of another. */
async function systemName(): Promise<string> {
  const release = await fs.readFile('/etc/os-release', 'utf8').catch(() => '');
  const field = (name: string) => new RegExp(`^${name}="?([^"\n]*)"?$`, 'm').exec(release)?.[1] ?? 'unknown';
  return `${field('ID')}-${field('VERSION_ID')}`;
}

async function unpack(folder: string, choose: WantedPackages['choose'], program: string): Promise<void> {
  const aptFolder = path.join(folder, 'apt');
  const apt = await openPrivateApt(aptFolder);
  await apt.useSources('of the machine');
  // One unreachable source of many fails the update although the package comes from another: let the download decide.
  const updated = await apt.aptGet('--quiet=2', 'update').then(
    () => undefined,
    (error: unknown) => error,
  );
  try {
    await apt.unpackInto(folder, await choose(apt));
  } catch (error) {
    throw updated ?? error;
  }
  await fs.access(path.join(folder, program));
  await fs.rm(aptFolder, { recursive: true });
}

/** Debian keeps libraries in one folder per architecture, such as usr/lib/x86_64-linux-gnu. */
function libraryFolders(folder: string): string[] {
  return ['usr/lib', 'lib']
    .map((name) => path.join(folder, name))
    .flatMap((parent) =>
      childrenOf(parent)
        .filter((name) => name.endsWith('-linux-gnu'))
        .map((name) => path.join(parent, name)),
    );
}

function childrenOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
