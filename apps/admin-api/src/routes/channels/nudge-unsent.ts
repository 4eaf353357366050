import { listUnsentOfChannel } from '@sylion/database';
import { outgoingMessages } from '@sylion/schemas';

import type { Services } from '../../services.ts';

/** Nudges what waited for a channel that sends again. Best effort: the gateway's sweeper finds what is missed. */
export async function nudgeUnsent(
  { tenantId, channelId }: { tenantId: string; channelId: string },
  { database, queues, logger }: Services,
): Promise<void> {
  try {
    const conversationIds = await database.asTenant(tenantId, (scope) => listUnsentOfChannel(scope, channelId));
    await Promise.all(conversationIds.map((conversationId) => queues.publish(outgoingMessages, { version: 1, tenantId, conversationId })));
  } catch (error) {
    logger.warn({ error, tenantId, channelId }, 'unsent bubbles were not nudged; the sweeper will');
  }
}
