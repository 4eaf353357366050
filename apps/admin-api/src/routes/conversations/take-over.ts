import { changeSpeaker, findConversation, isAssistantSending, lockToWrite } from '@sylion/database';
import { conversationSchema, idParamsSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import type { Services } from '../../services.ts';
import { toConversationAnswer } from './to-conversation-answer.ts';

const pollIntervalMs = 50;

/**
 * The raised epoch keeps every queued bubble from leaving; the one that may be on the wire already is waited for. So after this
 * answer not one more bubble of the assistant reaches the end user.
 */
export const takeOver = defineTenantRoute({
  method: 'post',
  path: '/v1/conversations/{id}/take-over',
  summary: 'Let a human speak; after the answer the assistant is silent',
  permission: { role: 'agent', scope: 'conversations:write' },
  params: idParamsSchema,
  status: 200,
  answer: conversationSchema,
  handle: async ({ tenantId, params: { id }, by, keepAnswer }, services) => {
    found(
      'conversation',
      await services.database.asTenant(tenantId, (scope) =>
        changeSpeaker(scope, { conversationId: id, handledBy: 'human', reason: 'taken_over', ...by }),
      ),
    );
    await assistantIsQuiet({ tenantId, conversationId: id }, services);
    // Held while its answer is kept: an erasure comes before, and there is nothing to tell, or finds the answer.
    return services.database.asTenant(tenantId, async (scope) => {
      found('conversation', await lockToWrite(scope, id));
      return keepAnswer(scope, toConversationAnswer(found('conversation', await findConversation(scope, id))));
    });
  },
});

/** Ends when no POST of an assistant's bubble is under way, at the latest when all that began before have timed out. */
async function assistantIsQuiet(
  { tenantId, conversationId }: { tenantId: string; conversationId: string },
  { database, sendTimeoutMs }: Services,
): Promise<void> {
  while (await database.asTenant(tenantId, (scope) => isAssistantSending(scope, conversationId, sendTimeoutMs))) {
    await new Promise((resolve) => setTimeout(resolve, pollIntervalMs));
  }
}
