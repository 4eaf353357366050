import { readChannel } from '@sylion/database';
import { channelSchema, idParamsSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { versionOf } from '../../http/version-of.ts';
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
  version: versionOf('channels'),
  transact: async ({ scope, tenantId, params }, { secretRing }) =>
    toChannelAnswer(found('channel', await readChannel(scope, params.id)), tenantId, secretRing),
});
