import { objectAt, stringAt, type JsonObject } from '../read-json.ts';
import { resetWorld, type World } from '../world.ts';
import { closeWindow } from './close-window.ts';
import { configure } from './configure.ts';
import { readAsUser } from './read-as-user.ts';
import { receive, receiveBatch } from './receive.ts';
import { registerNumber } from './register-number.ts';
import { registerTemplate, removeTemplate } from './register-template.ts';
import { setFaults } from './set-faults.ts';

export type ControlAction = (world: World, body: JsonObject) => JsonObject | Promise<JsonObject>;

/** Every action of `POST /_control`, by the value of `action`. */
export const controlActions: Readonly<Record<string, ControlAction | undefined>> = {
  'register-number': registerNumber,
  'register-template': registerTemplate,
  'remove-template': removeTemplate,
  receive,
  'receive-batch': receiveBatch,
  read: readAsUser,
  'close-window': closeWindow,
  faults: (world, body) => ({ ...setFaults(world, objectAt(body, 'faults') ?? body, stringAt(body, 'phoneNumberId')) }),
  configure,
  'expire-token': (world, body) => {
    world.tokens.expire(stringAt(body, 'token'));
    return { success: true };
  },
  'restore-token': (world, body) => {
    world.tokens.restore(stringAt(body, 'token'));
    return { success: true };
  },
  reset: (world) => {
    resetWorld(world);
    return { success: true };
  },
};
