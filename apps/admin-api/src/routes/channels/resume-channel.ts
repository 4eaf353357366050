import { readChannel, setChannelStatus } from '@sylion/database';
import { channelSchema, idParamsSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { nudgeUnsent } from './nudge-unsent.ts';
import { toChannelAnswer } from './to-channel-answer.ts';

export const resumeChannel = defineTenantRoute({
  method: 'post',
  path: '/v1/channels/{id}/resume',
  summary: 'Send on a channel again, first what waited',
  permission: { role: 'admin', scope: 'channels:write' },
  params: idParamsSchema,
  status: 200,
  answer: channelSchema,
  transact: async ({ scope, tenantId, params, by, afterCommit }, { secretRing }) => {
    await setChannelStatus(scope, { channelId: params.id, status: 'active', reason: null, ...by });
    const channel = found('channel', await readChannel(scope, params.id));
    afterCommit((services) => nudgeUnsent({ tenantId, channelId: params.id }, services));
    return toChannelAnswer(channel, tenantId, secretRing);
  },
});
