import { discardDraft as throwDraftAway, findAssistant, lockAssistant, writeAudit } from '@sylion/database';
import { assistantSchema, idParamsSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { versionOf } from '../../http/version-of.ts';
import { defineTenantRoute } from '../../route.ts';
import { toAssistantAnswer } from './to-assistant-answer.ts';

export const discardDraft = defineTenantRoute({
  method: 'delete',
  path: '/v1/assistants/{id}/draft',
  summary: 'Throw the unpublished changes of an assistant away: its draft says again what is published',
  permission: { role: 'admin', scope: 'assistants:write' },
  params: idParamsSchema,
  status: 200,
  answer: assistantSchema,
  version: versionOf('assistants'),
  transact: async ({ scope, tenantId, params, by }) => {
    const { hasUnpublishedChanges } = found('assistant', await lockAssistant(scope, params.id));
    if (hasUnpublishedChanges) {
      await throwDraftAway(scope, params.id);
      const subject = { subjectKind: 'assistant', subjectId: params.id };
      await writeAudit(scope.sql, { ...by, tenantId, action: 'assistant.draft_discarded', ...subject });
    }
    return toAssistantAnswer(found('assistant', await findAssistant(scope, params.id)));
  },
});
