import { stringAt, type JsonObject } from '../read-json.ts';
import type { BusinessNumber } from '../state/business-numbers.ts';
import type { EndUser } from '../state/end-users.ts';
import type { World } from '../world.ts';
import { ControlError } from './control-error.ts';

/** The registered number that `phoneNumberId` of a control body names. */
export function requireNumber(world: World, body: JsonObject): BusinessNumber {
  const number = world.numbers.find(requireString(body, 'phoneNumberId'));
  if (number === undefined) throw new ControlError(`No number ${String(body.phoneNumberId)} is registered.`);
  return number;
}

/** The end user that `user` (any of its addresses) of a control body names. */
export function requireUser(world: World, number: BusinessNumber, body: JsonObject): EndUser {
  const user = world.users.find(number.wabaId, requireString(body, 'user'));
  if (user === undefined) throw new ControlError(`No user ${String(body.user)} has been met.`);
  return user;
}

export function requireString(body: JsonObject, key: string): string {
  const value = stringAt(body, key);
  if (value === undefined || value === '') throw new ControlError(`${key} is required.`);
  return value;
}
