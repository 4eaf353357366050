import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

import { freePort } from '@sylion/launch/embedded';
import {
  appNames,
  fromSources,
  startGround,
  superviseProcess,
  type AppName,
  type Ground,
  type SupervisedProcess,
} from '@sylion/launch/stack';

import { startBalancer, type Balancer, type Target } from './start-balancer.ts';

export interface Fleet {
  readonly ground: Ground;
  readonly balancers: Readonly<Record<'gateway' | 'admin-api', Balancer>>;
  /** Names of the processes, two of each app. */
  readonly names: readonly string[];
  /** Ends a process in order and starts it again from these sources. @returns how it ended: 0, if all is well */
  replace(name: string, sources: string): Promise<number | NodeJS.Signals | undefined>;
  /** Brings the schema to where these sources have it. */
  migrate(sources: string): Promise<void>;
  stop(): Promise<void>;
}

interface Member extends Target {
  readonly app: AppName;
  readonly process: SupervisedProcess;
}

const replicas = ['a', 'b'];
/** Longer than the balancers need to see that a process is not ready. */
const drainLagMs = 3_000;

/** Starts the product as it runs on several machines: two processes of each app, and a load balancer before those that are sent requests. */
export async function startFleet(home: string, sources: string): Promise<Fleet> {
  await fs.rm(home, { recursive: true, force: true });
  const balancers = { gateway: await startBalancer(), 'admin-api': await startBalancer() };
  const migrateTo = async (root: string, { ownerUrl, appUrl }: { ownerUrl: string; appUrl: string }): Promise<readonly string[]> => {
    const environment = { PATH: process.env['PATH'], DATABASE_OWNER_URL: ownerUrl, DATABASE_URL: appUrl };
    const words = ['--conditions=@sylion/source', path.join(root, 'tools/migrate/src/main.ts')];
    return (await promisify(execFile)(process.execPath, words, { env: environment })).stdout.trim().split('\n');
  };
  const ground = await startGround({
    home,
    log: () => undefined,
    bringUpToDate: (urls) => migrateTo(sources, urls),
    environment: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      GATEWAY_PORT: String(balancers.gateway.port),
      ADMIN_API_PORT: String(balancers['admin-api'].port),
      SWEEP_INTERVAL_MS: '1000',
      DRAIN_LAG_MS: String(drainLagMs),
      LOG_LEVEL: 'info',
    },
  });
  const members = new Map<string, Member>();
  const start = async (name: string, app: AppName, root: string): Promise<void> => {
    const [port, metricsPort] = [await freePort(), await freePort()];
    const running = await superviseProcess({
      name,
      program: fromSources(path.join(root, `apps/${app}/src/main.ts`)),
      environment: {
        ...ground.environmentOf(app),
        GATEWAY_PORT: String(port),
        ADMIN_API_PORT: String(port),
        METRICS_PORT: String(metricsPort),
      },
      logFile: path.join(home, 'logs', `${name}-${metricsPort}.log`),
      isReady: async () => (await fetch(`http://127.0.0.1:${metricsPort}/readyz`)).ok,
    });
    const member = { app, port, metricsPort, process: running };
    members.set(name, member);
    if (app === 'gateway' || app === 'admin-api') await balancers[app].admit(member);
  };
  const stop = async (): Promise<void> => {
    await Promise.all([...members.values()].map((member) => member.process.stop()));
    for (const balancer of Object.values(balancers)) balancer.close();
    await ground.stop();
  };
  try {
    await Promise.all(appNames.flatMap((app) => replicas.map((replica) => start(`${app}-${replica}`, app, sources))));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    ground,
    balancers,
    names: [...members.keys()].sort(),
    replace: async (name, root) => {
      const member = members.get(name);
      if (!member) throw new Error(`there is no ${name}`);
      await member.process.stop();
      for (const balancer of Object.values(balancers)) balancer.dismiss(member);
      await start(name, member.app, root);
      return member.process.ending;
    },
    migrate: async (root) => void (await migrateTo(root, ground.servers)),
    stop,
  };
}
