import { objectAt, stringAt, type JsonObject } from '../read-json.ts';
import type { BusinessNumber } from '../state/business-numbers.ts';
import { markReadUpTo } from '../statuses/move-inbound-status.ts';
import type { World } from '../world.ts';
import { GraphError } from './graph-error.ts';

/**
 * A read receipt for a user's message, and, with `typing_indicator`, the typing dots.
 * Throws 131009 unless the user wrote that message to this number.
 */
export function markRead(world: World, number: BusinessNumber, request: JsonObject): void {
  if (request.status !== 'read') throw new GraphError(131009, 'The parameter status must be read.');
  const wamid = stringAt(request, 'message_id');
  const message = wamid === undefined ? undefined : world.conversations.findInbound(number.phoneNumberId, wamid);
  if (message === undefined) throw new GraphError(131009, 'The parameter message_id is not a message that this number received.');
  const typing = objectAt(request, 'typing_indicator');
  if (request.typing_indicator !== undefined && typing?.type !== 'text')
    throw new GraphError(131009, 'typing_indicator.type must be text.');

  const { user } = message.conversation;
  const entry = { phoneNumberId: number.phoneNumberId, user: user.id, phone: user.phone, bsuid: user.bsuid, wamid, request };
  world.log.append({ kind: 'read', ...entry });
  markReadUpTo(world, message);
  if (typing !== undefined) world.log.append({ kind: 'typing', ...entry });
}
