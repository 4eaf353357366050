import { findAssistant, listVersions as readVersions } from '@sylion/database';
import { assistantVersionSchema, idParamsSchema, pageOf, pageQuerySchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { toVersionAnswer } from './to-version-answer.ts';

export const listVersions = defineTenantRoute({
  method: 'get',
  path: '/v1/assistants/{id}/versions',
  summary: 'List the versions of an assistant, newest first',
  permission: { role: 'viewer', scope: 'assistants:read' },
  params: idParamsSchema,
  query: pageQuerySchema,
  status: 200,
  answer: pageOf(assistantVersionSchema),
  handle: ({ tenantId, params: { id: assistantId }, query }, { database }) =>
    database.asTenant(tenantId, async (scope) => {
      found('assistant', await findAssistant(scope, assistantId));
      const { items, nextCursor } = await readVersions(scope, { assistantId, ...query });
      return { items: items.map(toVersionAnswer), nextCursor };
    }),
});
