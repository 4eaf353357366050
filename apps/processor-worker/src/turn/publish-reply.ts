import { QueueUnavailable } from '@sylion/queues';
import { outgoingMessages } from '@sylion/schemas';

import type { TurnDependencies } from './handle-turn.ts';
import type { Turn } from './turn.ts';

/** Step 7: tells the gateway that the conversation has bubbles. The rows are the outbox: without Redis the gateway's sweeper finds them. */
export async function publishReply(turn: Turn, { queues, logger }: Pick<TurnDependencies, 'queues' | 'logger'>): Promise<void> {
  try {
    await queues.publish(outgoingMessages, { version: 1, tenantId: turn.tenantId, conversationId: turn.conversationId });
  } catch (error) {
    if (!(error instanceof QueueUnavailable)) throw error;
    logger.warn({ error, tenantId: turn.tenantId }, 'a reply was not nudged; the sweeper will');
  }
}
