import fs from 'node:fs/promises';
import path from 'node:path';

import { createHttpClient, createOperator } from '@sylion/acceptance';
import { startStack } from '@sylion/launch/stack';

import { createActor } from './actor.ts';
import { putDoors, type Doors } from './put-doors.ts';
import type { Stage, StageEvent } from './stage.ts';
import { startOwnServers } from './start-own-servers.ts';

export interface StageOptions {
  /** A folder of its own, which is made anew. */
  readonly folder: string;
  readonly processors: number;
  /** The budget of one reply at the model: longer than the slowest answer of any story. */
  readonly modelTimeoutMs: number;
  readonly progress: (line: string) => void;
}

/** An outcome that nobody knows is in doubt for so long; the emulator repeats a status webhook much sooner. */
const sendGraceMs = 10_000;
/** Everything runs on the few cores of one machine: more connections would only wait for each other. */
const connectionsOfEach = 6;
/** A flood of documents is to reach the queue: at the Admin API's own limits it never would be one. */
const generousLimits = {
  RATE_LIMIT_UPLOADS_PER_MINUTE: '100000',
  RATE_LIMIT_READS_PER_MINUTE: '100000',
};

/** Starts the whole product as real processes, with a door between each of them and each server. */
export async function startStage({ folder, processors, modelTimeoutMs, progress }: StageOptions): Promise<Stage> {
  await fs.rm(folder, { recursive: true, force: true });
  await fs.mkdir(folder, { recursive: true });
  progress('starting Postgres, Redis, the emulators and the apps …');
  const servers = await startOwnServers(folder);
  const doorsOf = new Map<string, Doors>();
  const events: StageEvent[] = [];
  const note = (what: string): void => void events.push({ at: Date.now(), what });
  const closeDoors = async (): Promise<void> =>
    void (await Promise.all([...doorsOf.values()].flatMap((doors) => Object.values(doors).map((door) => door.close()))));
  try {
    const stack = await startStack({
      home: folder,
      log: () => undefined,
      environment: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        SEND_TIMEOUT_MS: '4000',
        SEND_GRACE_MS: String(sendGraceMs),
        SWEEP_INTERVAL_MS: '2000',
        MODEL_TIMEOUT_MS: String(modelTimeoutMs),
        LOG_LEVEL: 'info',
        DATABASE_POOL_SIZE: String(connectionsOfEach),
        ...generousLimits,
      },
      replicas: { 'processor-worker': processors },
      adapt: async (name, environment) => {
        const adapted = await putDoors(environment);
        doorsOf.set(name, adapted.doors);
        return adapted.environment;
      },
      onRestart: (name, _pid, reason) => note(`${name} ${reason} and runs again`),
    });
    if (!stack.emulators) throw new Error('a stage needs the emulators');
    const actors = stack.processes.map(({ app, process: running }) => createActor(app, running, doorsOf.get(running.name) as Doors));
    const operator = createOperator(stack, stack.emulators);
    await operator.whatsapp.send('POST', '/_control', {
      action: 'configure',
      timings: { redeliveryMaxMs: 1_500, webhookTimeoutMs: 5_000 },
    });
    const calm = (): void => {
      for (const actor of actors) {
        actor.resume();
        for (const door of Object.values(actor.doors)) door.resume();
      }
    };
    return {
      ...operator,
      gatewayUrl: stack.gatewayUrl,
      vertex: createHttpClient(stack.emulators.vertexControlUrl),
      actors: (app) => actors.filter((actor) => actor.app === app),
      servers,
      events,
      note,
      calm,
      logFolder: path.join(folder, 'logs'),
      stop: async () => {
        calm();
        await stack.stop();
        await closeDoors();
        await servers.stop();
        await fs.rm(path.join(folder, 'postgres'), { recursive: true, force: true });
      },
    };
  } catch (error) {
    await closeDoors();
    await servers.stop();
    throw error;
  }
}
