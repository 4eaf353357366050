import { execFile } from 'node:child_process';
import path from 'node:path';

import { createHttpClient, createOperator, type HttpClient, type Operator } from '@sylion/acceptance';
import { repositoryRoot, startEmbeddedPostgres, startEmbeddedRedis } from '@sylion/launch/embedded';
import { startStack, type AppName } from '@sylion/launch/stack';

import { startPrometheus, type Prometheus } from '../src/prometheus/start-prometheus.ts';

/** One sentence of the doctor's. */
export interface Finding {
  readonly state: 'ok' | 'warn' | 'fail';
  readonly subject: string;
  readonly means: string;
  readonly advice?: string;
}

/** The running product under a real Prometheus, with every hop of a message within reach. */
export interface Hops extends Operator {
  readonly prometheus: Prometheus;
  readonly vertex: HttpClient;
  /** What `npm run doctor` finds. */
  askDoctor(): Promise<Finding[]>;
  /** Ends a server; what it returns starts it again at the same address, with what it had written. */
  stopRedis(): Promise<() => Promise<void>>;
  stopPostgres(): Promise<() => Promise<void>>;
  /** SIGSTOP: the process lives and does nothing. Returns what lets it go on. */
  stopApp(app: AppName): () => void;
  close(): Promise<void>;
}

export async function startHops(folder: string): Promise<Hops> {
  const home = path.join(folder, 'stack');
  const startPostgres = (port?: number) => startEmbeddedPostgres({ home: path.join(home, 'postgres'), durability: 'fast', port });
  const startRedis = (port?: number) => startEmbeddedRedis({ home: path.join(home, 'redis'), port });
  let [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  const ports: Record<string, number> = {};
  const told: Record<string, string | undefined> = {};
  const stack = await startStack({
    home, // where it finds the two servers
    log: () => undefined,
    environment: { PATH: process.env.PATH, SWEEP_INTERVAL_MS: '1000', MODEL_TIMEOUT_MS: '2000' },
    adapt: async (name, environment) => {
      ports[name] = Number(environment['METRICS_PORT']);
      Object.assign(told, environment);
      return environment;
    },
  });
  if (!stack.emulators) throw new Error('the emulators are missing');
  const prometheus = await startPrometheus(path.join(folder, 'prometheus'), ports);
  return {
    ...createOperator(stack, stack.emulators),
    prometheus,
    vertex: createHttpClient(stack.emulators.vertexControlUrl),
    askDoctor: () => askDoctor(told),
    stopRedis: async () => {
      await redis.stop();
      return async () => void (redis = await startRedis(redis.port));
    },
    stopPostgres: async () => {
      await postgres.stop();
      return async () => void (postgres = await startPostgres(postgres.port));
    },
    stopApp: (app) => {
      const { pid } = stack.apps[app];
      process.kill(pid, 'SIGSTOP');
      return () => void process.kill(pid, 'SIGCONT');
    },
    close: async () => {
      await prometheus.stop();
      await stack.stop();
      await Promise.all([postgres.stop(), redis.stop()]);
    },
  };
}

/** Asked with the variables that the apps were started with, as an operator would. */
function askDoctor(environment: Readonly<Record<string, string | undefined>>): Promise<Finding[]> {
  const words = ['--conditions=@sylion/source', path.join(repositoryRoot, 'tools/doctor/src/doctor.ts'), '--json'];
  return new Promise((resolve) => {
    execFile(process.execPath, words, { env: environment }, (_unwell, output) => resolve(JSON.parse(output) as Finding[]));
  });
}
