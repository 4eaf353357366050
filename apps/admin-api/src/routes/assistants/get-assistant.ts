import { findAssistant } from '@sylion/database';
import { assistantSchema, idParamsSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { versionOf } from '../../http/version-of.ts';
import { defineTenantRoute } from '../../route.ts';
import { toAssistantAnswer } from './to-assistant-answer.ts';

export const getAssistant = defineTenantRoute({
  method: 'get',
  path: '/v1/assistants/{id}',
  summary: 'Show an assistant',
  permission: { role: 'viewer', scope: 'assistants:read' },
  params: idParamsSchema,
  status: 200,
  answer: assistantSchema,
  version: versionOf('assistants'),
  transact: async ({ scope, params }) => toAssistantAnswer(found('assistant', await findAssistant(scope, params.id))),
});
