import { changeAssistant, createAssistant as insertAssistant, writeAudit } from '@sylion/database';
import { assistantSchema, newAssistantSchema, newId } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';

export const createAssistant = defineTenantRoute({
  method: 'post',
  path: '/v1/assistants',
  summary: 'Create an assistant',
  permission: 'admin',
  body: newAssistantSchema,
  status: 201,
  answer: assistantSchema,
  handle: ({ tenantId, body, by }, { database }) =>
    database.asTenant(tenantId, async (scope) => {
      const { tools, ...assistant } = body;
      const { id } = await insertAssistant(scope, { id: newId(), ...assistant });
      await writeAudit(scope.sql, { ...by, tenantId, action: 'assistant.created', subjectKind: 'assistant', subjectId: id, after: body });
      return found('assistant', await changeAssistant(scope, id, { tools }));
    }),
});
