import { changeAssistant, createAssistant as insertAssistant, linkKnowledgeBases, writeAudit } from '@sylion/database';
import { assistantSchema, newAssistantSchema, newId } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { requireKnowledgeBases } from './require-knowledge-bases.ts';
import { toAssistantAnswer } from './to-assistant-answer.ts';

export const createAssistant = defineTenantRoute({
  method: 'post',
  path: '/v1/assistants',
  summary: 'Create an assistant',
  permission: { role: 'admin', scope: 'assistants:write' },
  body: newAssistantSchema,
  status: 201,
  answer: assistantSchema,
  handle: ({ tenantId, body, by }, { database }) =>
    database.asTenant(tenantId, async (scope) => {
      const { tools, knowledgeBaseIds, ...assistant } = body;
      await requireKnowledgeBases(scope, knowledgeBaseIds);
      const { id } = await insertAssistant(scope, { id: newId(), ...assistant });
      await linkKnowledgeBases(scope, id, knowledgeBaseIds);
      await writeAudit(scope.sql, { ...by, tenantId, action: 'assistant.created', subjectKind: 'assistant', subjectId: id, after: body });
      return toAssistantAnswer(found('assistant', await changeAssistant(scope, id, { tools })));
    }),
});
