import fs from 'node:fs/promises';
import path from 'node:path';
import { CannotProvide } from '../cannot-provide.ts';
import { endWithParent } from '../processes/end-with-parent.ts';
import type { RunningServer } from '../processes/server-program.ts';
import { startServer } from '../processes/start-server.ts';
import type { Log } from '../report-step.ts';
import { repositoryRoot } from '../repository-root.ts';
import { findLocalRedis } from './find-local-redis.ts';
import { isRedisReady } from './is-redis-ready.ts';
import { provisionRedis } from './provision-redis.ts';
import { redisRemedy } from './redis-distribution.ts';
import { serverArguments } from './server-arguments.ts';

export interface EmbeddedRedisOptions {
  /** Folder of this server alone: its data, log and record. */
  home: string;
  /** Where unpacked programs are kept; several homes may share it. */
  distributionHome?: string;
  /** On 127.0.0.1; a free one by default, which may differ from run to run. */
  port?: number;
  log?: Log;
}

export interface EmbeddedRedis extends RunningServer {
  /** `redis://127.0.0.1:<port>`; no password, reachable from this machine only. */
  url: string;
}

/**
 * A real Redis on this machine, without root and without an installation. A second call with the same home
 * returns the server that already runs there; its `stop` then leaves it to the first caller.
 * @throws CannotProvide, ServerDidNotStart
 */
export async function startEmbeddedRedis(options: EmbeddedRedisOptions): Promise<EmbeddedRedis> {
  const { port, log = () => undefined } = options;
  const distributionHome = options.distributionHome ?? path.join(repositoryRoot, '.local/distribution/redis');
  if (process.platform !== 'linux') throw new CannotProvide('Redis', 'the embedded one runs on Linux only.', redisRemedy);
  await fs.mkdir(options.home, { recursive: true });
  const home = await fs.realpath(options.home);
  const dataFolder = path.join(home, 'data');
  await fs.mkdir(dataFolder, { recursive: true });

  const { program, libraryFolders } = (await findLocalRedis()) ?? (await provisionRedis(distributionHome, log));
  const server = await startServer({
    title: 'Redis',
    programName: 'redis-server',
    stopSignal: 'SIGTERM',
    home,
    dataFolder,
    port,
    log,
    environment: { PATH: process.env.PATH, LC_ALL: 'C', LD_LIBRARY_PATH: libraryFolders.join(':') },
    command: async (chosenPort) => [...(await endWithParent('SIGTERM')), program, ...serverArguments(dataFolder, chosenPort)],
    isReady: isRedisReady,
  });
  return { ...server, url: `redis://127.0.0.1:${server.port}` };
}
