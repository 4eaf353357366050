import type { OutboundMessage } from '../state/conversations.ts';
import type { World } from '../world.ts';
import { moveStatus } from './move-status.ts';

/** Lets an accepted message take its way: sent, delivered (a reaction is only ever sent), and read if the user reads by itself. */
export function scheduleStatuses(world: World, message: OutboundMessage): void {
  const { sentMs, deliveredMs, autoReadMs } = world.timings;
  const { plan, laterRandom } = world.faults.of(message.conversation.number.phoneNumberId);
  world.timers.after(sentMs, () => moveStatus(world, message, 'sent'));
  if (message.type === 'reaction') return;
  if (plan.failedStatusRate > 0 && laterRandom() < plan.failedStatusRate) {
    world.timers.after(deliveredMs, () => moveStatus(world, message, 'failed', plan.failedStatusCode));
    return;
  }
  world.timers.after(deliveredMs, () => moveStatus(world, message, 'delivered'));
  if (autoReadMs !== null) world.timers.after(deliveredMs + autoReadMs, () => moveStatus(world, message, 'read'));
}
