import type { DeliveryStatus } from '@sylion/database';
import type { SendTraces } from '@sylion/queues';
import { inSpan } from '@sylion/runtime';

/** Ends the trace of a bubble with what its provider told of it: the last span of a message's way. Statuses of others have none. */
export async function traceStatuses(traces: Pick<SendTraces, 'find'>, statuses: readonly DeliveryStatus[]): Promise<void> {
  for (const { tenantId, messageId, status } of statuses) {
    if (messageId === null) continue;
    const sent = await traces.find(tenantId, messageId);
    if (!sent) continue;
    const attributes = () => ({
      'sylion.tenant_id': tenantId,
      'sylion.conversation_id': sent.conversationId,
      'sylion.message_id': messageId,
    });
    await inSpan(`status ${status}`, { carrier: sent.carrier, attributes }, () => Promise.resolve());
  }
}
