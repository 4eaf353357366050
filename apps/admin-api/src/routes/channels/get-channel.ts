import { readChannel } from '@sylion/database';
import { channelSchema, idParamsSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { toChannelAnswer } from './to-channel-answer.ts';

export const getChannel = defineTenantRoute({
  method: 'get',
  path: '/v1/channels/{id}',
  summary: 'Show a channel',
  permission: { role: 'viewer', scope: 'channels:read' },
  params: idParamsSchema,
  status: 200,
  answer: channelSchema,
  handle: async ({ tenantId, params }, { database, secretRing }) => {
    const channel = found('channel', await database.asTenant(tenantId, (scope) => readChannel(scope, params.id)));
    return toChannelAnswer(channel, tenantId, secretRing);
  },
});
