import { changeChannel as updateChannel, lockChannel, writeAudit } from '@sylion/database';
import { channelChangeSchema, channelSchema, idParamsSchema } from '@sylion/schemas';

import { formerly } from '../../http/formerly.ts';
import { found } from '../../http/problem.ts';
import { versionOf } from '../../http/version-of.ts';
import { defineTenantRoute } from '../../route.ts';
import { requireAssistant } from './require-assistant.ts';
import { toChannelAnswer } from './to-channel-answer.ts';

export const changeChannel = defineTenantRoute({
  method: 'patch',
  path: '/v1/channels/{id}',
  summary: 'Change the named fields of a channel',
  permission: { role: 'admin', scope: 'channels:write' },
  params: idParamsSchema,
  body: channelChangeSchema,
  status: 200,
  answer: channelSchema,
  version: versionOf('channels'),
  transact: async ({ scope, tenantId, params, body, by }, { secretRing }) => {
    await requireAssistant(scope, body.assistantId);
    const former = found('channel', await lockChannel(scope, params.id));
    const channel = found('channel', await updateChannel(scope, params.id, body));
    await writeAudit(scope.sql, {
      ...by,
      tenantId,
      action: 'channel.changed',
      subjectKind: 'channel',
      subjectId: params.id,
      before: formerly(body, former),
      after: body,
    });
    return toChannelAnswer(channel, tenantId, secretRing);
  },
});
