import { findVersion } from '@sylion/database';
import { assistantVersionParamsSchema, assistantVersionWithSettingsSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { toSettingsAnswer } from '../assistants/to-assistant-answer.ts';
import { toVersionAnswer } from './to-version-answer.ts';

export const getVersion = defineTenantRoute({
  method: 'get',
  path: '/v1/assistants/{id}/versions/{number}',
  summary: 'Show a version of an assistant with its settings',
  permission: { role: 'viewer', scope: 'assistants:read' },
  params: assistantVersionParamsSchema,
  status: 200,
  answer: assistantVersionWithSettingsSchema,
  handle: async ({ tenantId, params: { id, number } }, { database }) => {
    const version = found('version', await database.asTenant(tenantId, (scope) => findVersion(scope, id, number)));
    return { ...toVersionAnswer(version), settings: toSettingsAnswer(version.settings) };
  },
});
