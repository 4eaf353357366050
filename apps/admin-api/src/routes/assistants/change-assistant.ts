import { changeDraft, findAssistant, lockAssistant, writeAudit } from '@sylion/database';
import { assistantChangeSchema, assistantSchema, idParamsSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { versionOf } from '../../http/version-of.ts';
import { defineTenantRoute } from '../../route.ts';
import { requireKnowledgeBases } from './require-knowledge-bases.ts';
import { toAssistantAnswer } from './to-assistant-answer.ts';

export const changeAssistant = defineTenantRoute({
  method: 'patch',
  path: '/v1/assistants/{id}',
  summary: 'Change the named fields of an assistant’s draft, which answers nobody until it is published; its name changes at once',
  permission: { role: 'admin', scope: 'assistants:write' },
  params: idParamsSchema,
  body: assistantChangeSchema,
  status: 200,
  answer: assistantSchema,
  version: versionOf('assistants'),
  transact: async ({ scope, tenantId, params, body, by }) => {
    const assistant = found('assistant', await lockAssistant(scope, params.id));
    await requireKnowledgeBases(scope, body.knowledgeBaseIds ?? []);
    await changeDraft(scope, assistant, body);
    await writeAudit(scope.sql, {
      ...by,
      tenantId,
      action: 'assistant.changed',
      subjectKind: 'assistant',
      subjectId: params.id,
      after: body,
    });
    return toAssistantAnswer(found('assistant', await findAssistant(scope, params.id)));
  },
});
