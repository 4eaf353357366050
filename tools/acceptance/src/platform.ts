import fs from 'node:fs/promises';
import path from 'node:path';

import { repositoryRoot } from '@sylion/launch/embedded';
import { startStack, writeDevFile, type AppName, type Stack } from '@sylion/launch/stack';

import { eventually } from './eventually.ts';
import { createOperator, type Operator } from './operator.ts';
import { createHttpClient, type HttpClient } from './http-client.ts';
import type { Places } from './search-everywhere.ts';

/** The running product as an outsider may touch it: HTTP, the emulators, and the power switch of its processes. */
export interface Platform extends Operator {
  readonly adminUrl: string;
  readonly gatewayUrl: string;
  /** The Graph API of the WhatsApp emulator. */
  readonly graphUrl: string;
  readonly vertex: HttpClient;
  readonly redisUrl: string;
  /** What a checkout is to `npm start`: `.local/dev.json` in it names every address. */
  readonly folder: string;
  /** All that the product keeps, to search it. */
  readonly places: Places;
  /** Of the apps and the emulators, one file each. */
  readonly logFolder: string;
  /** SIGKILL, without a word; the supervisor starts the app again. */
  kill(app: AppName): number;
  pidOf(app: AppName): number;
  /** SIGTERM, and how the process ended ("ended with 0"); the supervisor starts the app again. */
  terminate(app: AppName): Promise<string>;
  readonly secrets: Pick<Stack['secrets'], 'appSecret' | 'platformKey'>;
  stop(): Promise<void>;
}

/** Starts a stack of its own for one test file. Doubts about a send are settled within seconds, so that stories stay short. */
export async function startPlatform(name: string, environment: Readonly<Record<string, string>> = {}): Promise<Platform> {
  const folder = path.join(repositoryRoot, '.local', 'acceptance', `${name}-${process.pid}`);
  const home = path.join(folder, '.local');
  await fs.mkdir(home, { recursive: true });
  const ends = new Map<string, string>();
  const stack: Stack = await startStack({
    home,
    log: () => undefined,
    onRestart: (name, _pid, reason) => void ends.set(name, reason),
    environment: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_EXTRA_CA_CERTS: process.env.NODE_EXTRA_CA_CERTS,
      SEND_TIMEOUT_MS: '3000',
      SEND_GRACE_MS: '3000',
      SWEEP_INTERVAL_MS: '1000',
      LOG_LEVEL: 'info',
      ...environment,
    },
  });
  if (!stack.emulators) throw new Error('acceptance needs the emulators');
  writeDevFile(home, stack, []);
  return {
    ...createOperator(stack, stack.emulators),
    adminUrl: stack.adminApiUrl,
    gatewayUrl: stack.gatewayUrl,
    graphUrl: stack.emulators.whatsappUrl,
    vertex: createHttpClient(stack.emulators.vertexControlUrl),
    redisUrl: stack.servers.redisUrl,
    folder,
    places: {
      databaseUrl: stack.servers.appUrl,
      redisUrl: stack.servers.redisUrl,
      gcsUrl: stack.emulators.gcsUrl,
      bucket: 'sylion-local',
    },
    logFolder: path.join(home, 'logs'),
    pidOf: (app) => stack.apps[app].pid,
    terminate: (app) => {
      ends.delete(app);
      process.kill(stack.apps[app].pid, 'SIGTERM');
      return eventually(`${app} has ended and runs again`, () => Promise.resolve(ends.get(app)));
    },
    secrets: stack.secrets,
    kill: (app) => {
      const { pid } = stack.apps[app];
      process.kill(pid, 'SIGKILL');
      return pid;
    },
    stop: async () => {
      await stack.stop();
      await fs.rm(folder, { recursive: true, force: true });
    },
  };
}
