import { objectAt, type JsonObject } from '../read-json.ts';
import type { World } from '../world.ts';
import { ControlError } from './control-error.ts';

/** Changes `timings` and `limits` of the running emulator; null switches a limit off. */
export function configure(world: World, body: JsonObject): JsonObject {
  merge(world.timings, objectAt(body, 'timings'));
  merge(world.limits, objectAt(body, 'limits'));
  return { timings: world.timings, limits: world.limits };
}

function merge(target: object, changes: JsonObject = {}): void {
  for (const [name, value] of Object.entries(changes)) {
    if (!Object.hasOwn(target, name)) throw new ControlError(`There is no setting ${name}.`);
    if (typeof Reflect.get(target, name) === 'boolean') {
      if (typeof value !== 'boolean') throw new ControlError(`${name} must be true or false.`);
    } else if (value !== null && !(typeof value === 'number' && value >= 0)) throw new ControlError(`${name} must be a number or null.`);
  }
  Object.assign(target, changes);
}
