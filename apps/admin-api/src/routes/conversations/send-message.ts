import { findProviderMessageId, insertOutbound, writeAudit } from '@sylion/database';
import { humanMessageSchema, idParamsSchema, newId, outgoingMessages, queuedMessageSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { conflictsOfHuman, lockForHuman } from './lock-for-human.ts';

/** The audit entry tells that somebody wrote, not what: the text is in the conversation and goes when the end user is erased. */
export const sendMessage = defineTenantRoute({
  method: 'post',
  path: '/v1/conversations/{id}/messages',
  summary: 'Write to the end user as the human who took over',
  permission: { role: 'agent', scope: 'conversations:write' },
  params: idParamsSchema,
  body: humanMessageSchema,
  status: 201,
  answer: queuedMessageSchema,
  conflicts: conflictsOfHuman,
  transact: async ({ scope, tenantId, params: { id: conversationId }, body, by, afterCommit }) => {
    const conversation = await lockForHuman(scope, conversationId);
    const replyTo = body.replyTo && found('message', await findProviderMessageId(scope, { conversationId, messageId: body.replyTo }));
    const id = newId();
    const seq = await insertOutbound(scope, {
      messageId: id,
      conversationId,
      channelId: conversation.channelId,
      author: 'human',
      content: { kind: 'text', text: body.text },
      epoch: conversation.epoch,
      replyTo,
    });
    await writeAudit(scope.sql, {
      ...by,
      tenantId,
      action: 'message.sent_by_human',
      subjectKind: 'message',
      subjectId: id,
      after: { conversationId },
    });
    afterCommit(({ queues }) => queues.publish(outgoingMessages, { version: 1, tenantId, conversationId })); // or else the sweeper will
    return { id, conversationId, seq, state: 'queued' as const };
  },
});
