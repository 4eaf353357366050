import { stringAt, type JsonObject } from '../read-json.ts';
import { isForward } from '../statuses/is-forward.ts';
import { moveStatus } from '../statuses/move-status.ts';
import type { World } from '../world.ts';
import { requireNumber, requireUser } from './require-number.ts';

/** The user opens the conversation: every message up to `wamid` (or all) gets its `read` status; reactions are never read. */
export function readAsUser(world: World, body: JsonObject): JsonObject {
  const number = requireNumber(world, body);
  const user = requireUser(world, number, body);
  const { outbound } = world.conversations.between(number, user);
  const last = outbound.findIndex(({ wamid }) => wamid === stringAt(body, 'wamid'));
  const unread = outbound
    .slice(0, last === -1 ? undefined : last + 1)
    .filter((message) => message.type !== 'reaction' && isForward(message.statuses.at(-1)?.status, 'read'));
  for (const message of unread) moveStatus(world, message, 'read');
  if (unread.length > 0) {
    world.log.append({
      kind: 'user-read',
      phoneNumberId: number.phoneNumberId,
      user: user.id,
      phone: user.phone,
      bsuid: user.bsuid,
      wamid: unread.at(-1)?.wamid,
    });
  }
  return { read: unread.length };
}
