import path from 'node:path';
import { CannotProvide } from '../cannot-provide.ts';
import { unpackPackages } from '../packages/unpack-packages.ts';
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
  try {
    const { folder, libraryFolders } = await unpackPackages({
      home: distributionHome,
      choose: async (apt) => packagesToInstall(await apt.aptGet('--simulate', 'install', 'redis-server')),
      program: 'usr/bin/redis-server',
      report: (work) => reportStep(log, 'downloading Redis', work),
    });
    return { program: path.join(folder, 'usr/bin/redis-server'), libraryFolders };
  } catch (error) {
    throw new CannotProvide('Redis', `its packages could not be fetched (${(error as Error).message}).`, redisRemedy, error);
  }
}
