import { setTimeout as pause } from 'node:timers/promises';

import type { AppName } from '@sylion/launch/stack';

import type { DoorName } from '../stage/put-doors.ts';
import { between, oneOf, type Fault, type RangeMs } from './fault.ts';

/** The network between one process of the app and a server stands still for a while. */
export const stall = (app: AppName, server: DoorName, forMs: RangeMs): Fault => ({
  name: `stall ${app}–${server}`,
  strike: async (stage, random) => {
    const actor = oneOf(random, stage.actors(app));
    const ms = between(random, forMs);
    stage.note(`the network between ${actor.name} and ${server} stands still for ${ms} ms`);
    actor.doors[server].stall();
    await pause(ms);
    actor.doors[server].resume();
    stage.note(`the network between ${actor.name} and ${server} moves again`);
  },
});

/** Every connection of one process of the app to a server breaks. */
export const cut = (app: AppName, server: DoorName): Fault => ({
  name: `cut ${app}–${server}`,
  strike: (stage, random) => {
    const actor = oneOf(random, stage.actors(app));
    stage.note(`the connections between ${actor.name} and ${server} break`);
    actor.doors[server].cut();
    return Promise.resolve();
  },
});
