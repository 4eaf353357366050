import { findVersion, lockAssistant, publishAssistant, writeAudit } from '@sylion/database';
import { assistantVersionSchema, idParamsSchema, rollbackSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { versionOf } from '../../http/version-of.ts';
import { defineTenantRoute } from '../../route.ts';
import { holdKnowledgeBases } from '../assistants/require-knowledge-bases.ts';
import { toVersionAnswer } from './to-version-answer.ts';

/** The way back is a step forward: the history keeps what was live when. Knowledge bases that were deleted since stay away. */
export const rollBack = defineTenantRoute({
  method: 'post',
  path: '/v1/assistants/{id}/rollback',
  summary: 'Publish an older version again, as the next one; unpublished changes of the draft stay there',
  permission: { role: 'admin', scope: 'assistants:write' },
  params: idParamsSchema,
  body: rollbackSchema,
  status: 201,
  answer: assistantVersionSchema,
  version: versionOf('assistants'),
  transact: async ({ scope, tenantId, params: { id: assistantId }, body, by }) => {
    const { publishedVersion } = found('assistant', await lockAssistant(scope, assistantId));
    const older = found('version', await findVersion(scope, assistantId, body.version));
    const settings = { ...older.settings, knowledgeBaseIds: await holdKnowledgeBases(scope, older.settings.knowledgeBaseIds) };
    const publication = { assistantId, settings, note: body.note, by: by.actor, rolledBackTo: body.version };
    const number = await publishAssistant(scope, publication);
    await writeAudit(scope.sql, {
      ...by,
      tenantId,
      action: 'assistant.rolled_back',
      subjectKind: 'assistant',
      subjectId: assistantId,
      after: { version: number, replaces: publishedVersion, rolledBackTo: body.version, note: body.note },
    });
    return toVersionAnswer(found('version', await findVersion(scope, assistantId, number)));
  },
});
