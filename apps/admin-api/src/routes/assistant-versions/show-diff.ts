import { findAssistant, findVersion, type Assistant, type TenantScope } from '@sylion/database';
import { assistantDiffQuerySchema, assistantDiffSchema, idParamsSchema, type AssistantSettings } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { toSettingsAnswer } from '../assistants/to-assistant-answer.ts';
import { diffLines } from './diff-lines.ts';
import { diffSettings } from './diff-settings.ts';

export const showDiff = defineTenantRoute({
  method: 'get',
  path: '/v1/assistants/{id}/diff',
  summary: 'Show what differs between two versions of an assistant, or between what is published and the draft',
  permission: { role: 'viewer', scope: 'assistants:read' },
  params: idParamsSchema,
  query: assistantDiffQuerySchema,
  status: 200,
  answer: assistantDiffSchema,
  handle: ({ tenantId, params, query }, { database }) =>
    database.asTenant(tenantId, async (scope) => {
      const assistant = found('assistant', await findAssistant(scope, params.id));
      const { instructions: before, ...from } = await settingsOf(scope, assistant, query.from);
      const { instructions: after, ...to } = await settingsOf(scope, assistant, query.to);
      return { ...query, changes: diffSettings(from, to), instructions: before === after ? [] : diffLines(before, after) };
    }),
});

async function settingsOf(scope: TenantScope, assistant: Assistant, side: 'draft' | 'published' | number): Promise<AssistantSettings> {
  const settings = typeof side === 'number' ? found('version', await findVersion(scope, assistant.id, side)).settings : assistant[side];
  return toSettingsAnswer(settings);
}
