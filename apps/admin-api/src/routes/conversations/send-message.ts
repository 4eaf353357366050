import { isServiceWindowOpen } from '@sylion/conversation';
import { findProviderMessageId, insertOutbound, lockToWrite, writeAudit } from '@sylion/database';
import { humanMessageSchema, idParamsSchema, newId, outgoingMessages, queuedMessageSchema } from '@sylion/schemas';

import { conflict, found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';

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
  conflicts: ['not_taken_over', 'service_window_closed', 'end_user_blocked'],
  transact: async ({ scope, tenantId, params: { id: conversationId }, body, by, afterCommit }) => {
    const conversation = found('conversation', await lockToWrite(scope, conversationId));
    if (conversation.handledBy !== 'human') throw conflict('not_taken_over', 'take the conversation over first');
    if (conversation.blockedAt) throw conflict('end_user_blocked', 'the end user is blocked');
    if (!isServiceWindowOpen(conversation.lastInboundAt, conversation.now))
      throw conflict('service_window_closed', 'the end user wrote last more than 24 hours ago');
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
