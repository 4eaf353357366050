import { changeAssistant as updateAssistant, findAssistant, linkKnowledgeBases, writeAudit } from '@sylion/database';
import { assistantChangeSchema, assistantSchema, idParamsSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { requireKnowledgeBases } from './require-knowledge-bases.ts';
import { toAssistantAnswer } from './to-assistant-answer.ts';

export const changeAssistant = defineTenantRoute({
  method: 'patch',
  path: '/v1/assistants/{id}',
  summary: 'Change the named fields of an assistant',
  permission: { role: 'admin', scope: 'assistants:write' },
  params: idParamsSchema,
  body: assistantChangeSchema,
  status: 200,
  answer: assistantSchema,
  handle: ({ tenantId, params, body, by }, { database }) =>
    database.asTenant(tenantId, async (scope) => {
      const { knowledgeBaseIds, ...fields } = body;
      found('assistant', await updateAssistant(scope, params.id, fields));
      if (knowledgeBaseIds) {
        await requireKnowledgeBases(scope, knowledgeBaseIds);
        await linkKnowledgeBases(scope, params.id, knowledgeBaseIds);
      }
      await writeAudit(scope.sql, {
        ...by,
        tenantId,
        action: 'assistant.changed',
        subjectKind: 'assistant',
        subjectId: params.id,
        after: body,
      });
      return toAssistantAnswer(found('assistant', await findAssistant(scope, params.id)));
    }),
});
