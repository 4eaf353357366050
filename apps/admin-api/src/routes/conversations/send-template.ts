import { fillTemplate } from '@sylion/conversation';
import { findTemplateByName, insertOutbound, lockToWrite, writeAudit } from '@sylion/database';
import { idParamsSchema, newId, outgoingMessages, queuedMessageSchema, templateMessageSchema } from '@sylion/schemas';

import { conflict, found, Problem } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';

/**
 * Neither the service window nor who handles the conversation stands in its way: a template is what one writes first with. Who opted out is
 * not written to first. The audit entry tells the template, not what it was filled with.
 */
export const sendTemplate = defineTenantRoute({
  method: 'post',
  path: '/v1/conversations/{id}/template-messages',
  summary: 'Send a message template to the end user, inside or outside the service window',
  permission: { role: 'agent', scope: 'conversations:write' },
  params: idParamsSchema,
  body: templateMessageSchema,
  status: 201,
  answer: queuedMessageSchema,
  conflicts: ['end_user_blocked', 'end_user_opted_out', 'template_not_approved'],
  transact: async ({ scope, tenantId, params: { id: conversationId }, body, by, afterCommit }) => {
    const { channelId, epoch, blockedAt, optedOutAt } = found('conversation', await lockToWrite(scope, conversationId));
    if (blockedAt) throw conflict('end_user_blocked', 'the end user is blocked');
    if (optedOutAt) throw conflict('end_user_opted_out', 'the end user opted out');
    const { name, language } = body;
    const template = found('message template', await findTemplateByName(scope, { channelId, name, language }));
    if (template.status !== 'APPROVED') throw conflict('template_not_approved', `the provider has the template as ${template.status}`);
    const filled = fillTemplate(template.components, body);
    if (!filled.isComplete) throw new Problem(400, 'invalid_request', 'the template cannot be filled with that', [...filled.problems]);
    const id = newId();
    const seq = await insertOutbound(scope, { messageId: id, conversationId, channelId, author: 'human', content: filled.content, epoch });
    await writeAudit(scope.sql, {
      ...by,
      tenantId,
      action: 'message.template_sent',
      subjectKind: 'message',
      subjectId: id,
      after: { conversationId, name, language, category: template.category },
    });
    afterCommit(({ queues }) => queues.publish(outgoingMessages, { version: 1, tenantId, conversationId })); // or else the sweeper will
    return { id, conversationId, seq, state: 'queued' as const };
  },
});
