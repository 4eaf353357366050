import { createPlaygroundRun, findAssistant, findPlaygroundRun, findVersion, writeAudit, type TenantScope } from '@sylion/database';
import { idParamsSchema, newId, newPlaygroundRunSchema, playgroundRunSchema, type AssistantSettings } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { awaitRun } from './await-run.ts';
import { nudgeRun } from './nudge-run.ts';
import { toRunAnswer } from './to-run-answer.ts';

/** The very turn that an end user's messages would begin, by the worker that would run it. */
export const runPlayground = defineTenantRoute({
  method: 'post',
  path: '/v1/assistants/{id}/playground',
  summary: 'Ask the draft of an assistant, or one of its versions, what it would answer. Nothing is sent; it costs tokens, but no reply',
  permission: { role: 'agent', scope: 'assistants:write' },
  params: idParamsSchema,
  body: newPlaygroundRunSchema,
  status: 201,
  answer: playgroundRunSchema,
  handle: async ({ tenantId, params: { id: assistantId }, body: { waitSeconds, ...asked }, by }, services) => {
    const id = newId();
    await services.database.asTenant(tenantId, async (scope) => {
      const settings = await settingsOf(scope, assistantId, asked.version);
      await createPlaygroundRun(scope, { id, assistantId, request: { ...asked, settings } });
      await writeAudit(scope.sql, {
        ...by,
        tenantId,
        action: 'assistant.tried_out',
        subjectKind: 'assistant',
        subjectId: assistantId,
        after: { playgroundRunId: id, version: asked.version },
      });
    });
    await nudgeRun({ tenantId, runId: id }, services);
    const find = () => services.database.asTenant(tenantId, (scope) => findPlaygroundRun(scope, id));
    return toRunAnswer(found('playground run', await awaitRun(find, waitSeconds * 1_000)));
  },
});

async function settingsOf(scope: TenantScope, assistantId: string, version: number | null): Promise<AssistantSettings> {
  const { draft } = found('assistant', await findAssistant(scope, assistantId));
  return version === null ? draft : found('version', await findVersion(scope, assistantId, version)).settings;
}
