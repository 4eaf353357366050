import type { MessageStatus, OutboundMessage } from '../state/conversations.ts';
import { statusValue } from '../webhooks/status-value.ts';
import { webhookEnvelope } from '../webhooks/webhook-envelope.ts';
import type { World } from '../world.ts';
import { isForward } from './is-forward.ts';

/**
 * Moves a message to a later status and tells the business; an earlier or equal status is ignored.
 * `sent` is never skipped: under load the timer of `delivered` can be served before that of `sent`.
 */
export function moveStatus(world: World, message: OutboundMessage, status: MessageStatus, failureCode?: number): void {
  if (!isForward(message.statuses.at(-1)?.status, status)) return;
  if (message.statuses.length === 0 && status !== 'sent') moveStatus(world, message, 'sent');
  const at = Date.now();
  const value = statusValue(message, status, at, failureCode);
  message.statuses.push({ status, at });
  world.log.announce({ event: 'status', data: { wamid: message.wamid, status, at } });

  const { number } = message.conversation;
  const { plan, laterRandom } = world.faults.of(number.phoneNumberId);
  if (plan.dropStatuses > 0 && laterRandom() < plan.dropStatuses) return;
  world.webhooks.send(number, { kind: 'status', wamids: [message.wamid], body: webhookEnvelope(number.wabaId, [value]) });
}
