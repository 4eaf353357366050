import { findVersion, lockAssistant, publishAssistant, writeAudit } from '@sylion/database';
import { idParamsSchema, publicationSchema, publishedVersionSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { versionOf } from '../../http/version-of.ts';
import { defineTenantRoute } from '../../route.ts';
import { holdKnowledgeBases } from '../assistants/require-knowledge-bases.ts';
import { toVersionAnswer } from './to-version-answer.ts';

export const publishDraft = defineTenantRoute({
  method: 'post',
  path: '/v1/assistants/{id}/publish',
  summary: 'Publish the draft as the next version: turns that begin from now on use it. Without changes, nothing happens',
  permission: { role: 'admin', scope: 'assistants:write' },
  params: idParamsSchema,
  body: publicationSchema,
  status: 201,
  statusWhenUnchanged: 200,
  answer: publishedVersionSchema,
  version: versionOf('assistants'),
  transact: async ({ scope, tenantId, params: { id: assistantId }, body: { note }, by }) => {
    const { draft, hasUnpublishedChanges, publishedVersion } = found('assistant', await lockAssistant(scope, assistantId));
    if (!hasUnpublishedChanges && publishedVersion > 0)
      return { ...toVersionAnswer(found('version', await findVersion(scope, assistantId, publishedVersion))), isUnchanged: true };
    const settings = { ...draft, knowledgeBaseIds: await holdKnowledgeBases(scope, draft.knowledgeBaseIds) };
    const number = await publishAssistant(scope, { assistantId, settings, note, by: by.actor });
    await writeAudit(scope.sql, {
      ...by,
      tenantId,
      action: 'assistant.published',
      subjectKind: 'assistant',
      subjectId: assistantId,
      after: { version: number, note },
    });
    return { ...toVersionAnswer(found('version', await findVersion(scope, assistantId, number))), isUnchanged: false };
  },
});
