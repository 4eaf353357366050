import { createAssistant as insertAssistant, findAssistant, writeAudit } from '@sylion/database';
import { assistantSchema, newAssistantSchema, newId } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { requireKnowledgeBases } from './require-knowledge-bases.ts';
import { toAssistantAnswer } from './to-assistant-answer.ts';

export const createAssistant = defineTenantRoute({
  method: 'post',
  path: '/v1/assistants',
  summary: 'Create an assistant and publish it as version 1: a channel can be given to it at once',
  permission: { role: 'admin', scope: 'assistants:write' },
  body: newAssistantSchema,
  status: 201,
  answer: assistantSchema,
  transact: async ({ scope, tenantId, body, by }) => {
    await requireKnowledgeBases(scope, body.knowledgeBaseIds);
    const id = newId();
    await insertAssistant(scope, { id, by: by.actor, ...body });
    await writeAudit(scope.sql, { ...by, tenantId, action: 'assistant.created', subjectKind: 'assistant', subjectId: id, after: body });
    return toAssistantAnswer(found('assistant', await findAssistant(scope, id)));
  },
});
