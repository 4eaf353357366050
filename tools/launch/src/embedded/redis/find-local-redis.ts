import { runCommand } from '../run-command.ts';
import { isUsableVersion } from './is-usable-version.ts';
import type { RedisDistribution } from './redis-distribution.ts';

/** The redis-server on PATH, if it is there and new enough. */
export async function findLocalRedis(): Promise<RedisDistribution | undefined> {
  const printed = await runCommand('redis-server', ['--version']).catch(() => '');
  return isUsableVersion(printed) ? { program: 'redis-server', libraryFolders: [] } : undefined;
}
