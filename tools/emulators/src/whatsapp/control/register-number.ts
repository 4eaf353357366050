import { stringAt, type JsonObject } from '../read-json.ts';
import type { World } from '../world.ts';
import { requireString } from './require-number.ts';

/** Registers a business number, or replaces what is known of it. */
export function registerNumber(world: World, body: JsonObject): JsonObject {
  const { phoneNumberId } = world.numbers.register({
    phoneNumberId: requireString(body, 'phoneNumberId'),
    displayPhoneNumber: requireString(body, 'displayPhoneNumber'),
    wabaId: requireString(body, 'wabaId'),
    verifiedName: stringAt(body, 'verifiedName'),
    webhookUrl: stringAt(body, 'webhookUrl'),
    appSecret: stringAt(body, 'appSecret'),
    accessToken: stringAt(body, 'accessToken'),
  });
  world.log.announce({ event: 'numbers', data: { phoneNumberId } });
  return { phoneNumberId };
}
