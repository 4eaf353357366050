import { stringAt, type JsonObject } from '../read-json.ts';
import type { World } from '../world.ts';
import { requireNumber, requireUser } from './require-number.ts';

/** Ends the service window of one user, or of everybody who wrote to the number; the next message of a user opens it again. */
export function closeWindow(world: World, body: JsonObject): JsonObject {
  const number = requireNumber(world, body);
  const conversations =
    stringAt(body, 'user') === undefined
      ? world.conversations.ofNumber(number.phoneNumberId)
      : [world.conversations.between(number, requireUser(world, number, body))];
  for (const conversation of conversations) conversation.lastInboundAt = undefined;
  return { closed: conversations.length };
}
