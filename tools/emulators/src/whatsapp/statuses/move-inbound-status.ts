import type { InboundMessage } from '../state/conversations.ts';
import type { World } from '../world.ts';
import { isForward } from './is-forward.ts';

/** Moves a user's own message to a later status; only the user's phone shows it. */
export function moveInboundStatus(world: World, message: InboundMessage, status: 'delivered' | 'read'): void {
  if (!isForward(message.statuses.at(-1)?.status, status)) return;
  const at = Date.now();
  message.statuses.push({ status, at });
  world.log.announce({ event: 'status', data: { wamid: message.wamid, status, at } });
}

/** A read receipt counts for the earlier messages of the conversation too. */
export function markReadUpTo(world: World, message: InboundMessage): void {
  const { inbound } = message.conversation;
  for (let index = inbound.indexOf(message); index >= 0; index -= 1) {
    const earlier = inbound[index];
    if (earlier === undefined || earlier.statuses.at(-1)?.status === 'read') return;
    moveInboundStatus(world, earlier, 'read');
  }
}
