import { findTemplate } from '@sylion/database';
import { idParamsSchema, messageTemplateSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { versionOf } from '../../http/version-of.ts';
import { defineTenantRoute } from '../../route.ts';

export const getMessageTemplate = defineTenantRoute({
  method: 'get',
  path: '/v1/message-templates/{id}',
  summary: 'Show a message template',
  permission: { role: 'viewer', scope: 'message-templates:read' },
  params: idParamsSchema,
  status: 200,
  answer: messageTemplateSchema,
  version: versionOf('messageTemplates'),
  transact: async ({ scope, params: { id } }) => found('message template', await findTemplate(scope, id)),
});
