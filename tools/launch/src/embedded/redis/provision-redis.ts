import { readdirSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { CannotProvide } from '../cannot-provide.ts';
import { openPrivateApt } from '../packages/private-apt.ts';
import { provisionOnce } from '../provision-once.ts';
import { reportStep } from '../report-step.ts';
import type { Log } from '../report-step.ts';
import { packagesToInstall } from './packages-to-install.ts';
import { redisRemedy } from './redis-distribution.ts';
import type { RedisDistribution } from './redis-distribution.ts';

/**
 * Redis out of the packages of this machine's own distribution, unpacked once below the given folder.
 * @throws CannotProvide without apt, without a network, or when the distribution has no Redis.
 */
export async function provisionRedis(distributionHome: string, log: Log): Promise<RedisDistribution> {
  const folder = path.join(distributionHome, `${await systemName()}-${process.arch}`);
  try {
    await provisionOnce(folder, (unfinished) => reportStep(log, 'downloading Redis', () => unpackRedis(unfinished)));
  } catch (error) {
    throw new CannotProvide('Redis', `its packages could not be fetched (${(error as Error).message}).`, redisRemedy, error);
  }
  return { program: path.join(folder, 'usr/bin/redis-server'), libraryFolders: libraryFolders(folder) };
}

/** `debian-12`, say: programs of one release do not run with the libraries of another. */
async function systemName(): Promise<string> {
  const release = await fs.readFile('/etc/os-release', 'utf8').catch(() => '');
  const field = (name: string) => new RegExp(`^${name}="?([^"\n]*)"?$`, 'm').exec(release)?.[1] ?? 'unknown';
  return `${field('ID')}-${field('VERSION_ID')}`;
}

async function unpackRedis(folder: string): Promise<void> {
  const aptFolder = path.join(folder, 'apt');
  const apt = await openPrivateApt(aptFolder);
  await apt.useSources('of the machine');
  // One unreachable source of many fails the update although Redis comes from another: let the download decide.
  const updated = await apt.aptGet('--quiet=2', 'update').then(
    () => undefined,
    (error: unknown) => error,
  );
  try {
    const missing = packagesToInstall(await apt.aptGet('--simulate', 'install', 'redis-server'));
    await apt.unpackInto(folder, missing);
  } catch (error) {
    throw updated ?? error;
  }
  await fs.access(path.join(folder, 'usr/bin/redis-server'));
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
