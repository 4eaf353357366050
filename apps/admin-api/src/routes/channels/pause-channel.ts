import { readChannel, setChannelStatus } from '@sylion/database';
import { channelSchema, idParamsSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { toChannelAnswer } from './to-channel-answer.ts';

export const pauseChannel = defineTenantRoute({
  method: 'post',
  path: '/v1/channels/{id}/pause',
  summary: 'Stop sending on a channel; what it receives is kept, what it would send waits',
  permission: { role: 'admin', scope: 'channels:write' },
  params: idParamsSchema,
  status: 200,
  answer: channelSchema,
  transact: async ({ scope, tenantId, params, by }, { secretRing }) => {
    await setChannelStatus(scope, { channelId: params.id, status: 'paused', reason: 'paused_by_admin', ...by });
    const channel = found('channel', await readChannel(scope, params.id));
    return toChannelAnswer(channel, tenantId, secretRing);
  },
});
