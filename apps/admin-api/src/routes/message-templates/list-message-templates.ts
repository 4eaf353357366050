import { listTemplates } from '@sylion/database';
import { messageTemplateSchema, messageTemplatesQuerySchema, pageOf } from '@sylion/schemas';

import { defineTenantRoute } from '../../route.ts';

export const listMessageTemplates = defineTenantRoute({
  method: 'get',
  path: '/v1/message-templates',
  summary: 'List the message templates as they were when last synced, by name and language',
  permission: { role: 'viewer', scope: 'message-templates:read' },
  query: messageTemplatesQuerySchema,
  status: 200,
  answer: pageOf(messageTemplateSchema),
  transact: ({ scope, query }) => listTemplates(scope, query),
});
