import { setTimeout as pause } from 'node:timers/promises';

import type { AppName } from '@sylion/launch/stack';

import { between, oneOf, type Fault, type RangeMs } from './fault.ts';

/** SIGKILL of one process of the app. */
export const kill = (app: AppName): Fault => ({
  name: `kill ${app}`,
  strike: (stage, random) => {
    const actor = oneOf(random, stage.actors(app));
    stage.note(`${actor.name} is killed`);
    actor.kill();
    return Promise.resolve();
  },
});

/** SIGKILL of every process at the same moment. */
export const killAll = (...apps: readonly AppName[]): Fault => ({
  name: 'kill all apps',
  strike: (stage) => {
    stage.note('all apps are killed');
    for (const app of apps) for (const actor of stage.actors(app)) actor.kill();
    return Promise.resolve();
  },
});

/** SIGSTOP of one process: its clock stands still, and it goes on later as if nothing had been. */
export const freeze = (app: AppName, forMs: RangeMs): Fault => ({
  name: `pause ${app}`,
  strike: async (stage, random) => {
    const actor = oneOf(random, stage.actors(app));
    const ms = between(random, forMs);
    stage.note(`${actor.name} is paused for ${ms} ms`);
    actor.pause();
    await pause(ms);
    actor.resume();
    stage.note(`${actor.name} goes on`);
  },
});
