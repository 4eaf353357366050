import { existsSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { CannotProvide } from '../cannot-provide.ts';
import { endWithParent } from '../processes/end-with-parent.ts';
import type { RunningServer } from '../processes/server-program.ts';
import { startServer } from '../processes/start-server.ts';
import type { Log } from '../report-step.ts';
import { repositoryRoot } from '../repository-root.ts';
import { createCluster } from './create-cluster.ts';
import { findLocalPostgres } from './find-local-postgres.ts';
import { postgresRemedy } from './postgres-distribution.ts';
import type { PostgresDistribution } from './postgres-distribution.ts';
import { provisionPostgres } from './provision-postgres.ts';
import { postgresEnvironment, serverArguments } from './server-arguments.ts';
import type { Durability } from './server-arguments.ts';
import { chooseServerUser } from './server-user.ts';

export interface EmbeddedPostgresOptions {
  /** Folder of this server alone: its data, log and record. */
  home: string;
  /** Where unpacked programs are kept; several homes may share it. */
  distributionHome?: string;
  /** On 127.0.0.1; a free one by default, which may differ from run to run. */
  port?: number;
  durability: Durability;
  /** Server settings that this use needs instead of ours: `{ shared_buffers: '4GB' }`. */
  settings?: Readonly<Record<string, string>>;
  log?: Log;
}

export interface EmbeddedPostgres extends RunningServer {
  /** `postgres://postgres@127.0.0.1:<port>/postgres`; no password, reachable from this machine only. */
  superuserUrl: string;
}

const majorOfNpmPackage = 17;

/**
 * A real PostgreSQL with pgvector on this machine, without root and without an installation. Every new database has our extensions.
 * A second call with the same home returns the server that already runs there; its `stop` then leaves it to the first caller.
 * @throws CannotProvide, ServerDidNotStart
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { durability, port, settings, log = () => undefined } = options;
  const distributionHome = options.distributionHome ?? path.join(repositoryRoot, '.local/distribution/postgres');
  await fs.mkdir(options.home, { recursive: true });
  const home = await fs.realpath(options.home);
  const dataFolder = path.join(home, 'data');

  const distribution = await findDistribution(dataFolder, distributionHome, log);
  const user = await chooseServerUser();
  const server = await startServer({
    title: `PostgreSQL ${distribution.major}`,
    programName: 'postgres',
    stopSignal: 'SIGINT',
    home,
    dataFolder,
    port,
    log,
    environment: postgresEnvironment(),
    async prepare() {
      await createCluster({ distribution, user, dataFolder, log });
      // Left by a killed server; its process id may belong to somebody else by now, which would keep a new server from starting.
      await fs.rm(pidFileOf(dataFolder), { force: true });
    },
    async command(chosenPort) {
      const program = path.join(distribution.binFolder, 'postgres');
      return [
        ...user.prefix,
        ...(await endWithParent('SIGINT')),
        program,
        ...serverArguments(dataFolder, chosenPort, durability, settings),
      ];
    },
    isReady: (pid) => isReady(dataFolder, pid),
  });
  return { ...server, superuserUrl: `postgres://postgres@127.0.0.1:${server.port}/postgres` };
}

async function findDistribution(dataFolder: string, distributionHome: string, log: Log): Promise<PostgresDistribution> {
  if (process.platform !== 'linux') throw new CannotProvide('PostgreSQL', 'the embedded one runs on Linux only.', postgresRemedy);
  const dataMajor = existsSync(dataFolder) ? Number(await fs.readFile(path.join(dataFolder, 'PG_VERSION'), 'utf8')) : undefined;
  const local = await findLocalPostgres(dataMajor);
  if (local !== undefined) return local;
  if (dataMajor === undefined || dataMajor === majorOfNpmPackage) return provisionPostgres(distributionHome, log);
  const reason = `${dataFolder} was made by PostgreSQL ${dataMajor}, which is no longer installed here.`;
  throw new CannotProvide('PostgreSQL', reason, `Install it with pgvector again, or remove that folder to start with empty data.`);
}

/** The server writes its process id into the first line of its pid file and its state into the eighth. */
async function isReady(dataFolder: string, pid: number): Promise<boolean> {
  const lines = (await fs.readFile(pidFileOf(dataFolder), 'utf8').catch(() => '')).split('\n');
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

function pidFileOf(dataFolder: string): string {
  return path.join(dataFolder, 'postmaster.pid');
}
