import { readChannels } from '@sylion/database';
import { channelSchema, listOf } from '@sylion/schemas';

import { defineTenantRoute } from '../../route.ts';
import { toChannelAnswer } from './to-channel-answer.ts';

export const listChannels = defineTenantRoute({
  method: 'get',
  path: '/v1/channels',
  summary: 'List the channels',
  permission: 'viewer',
  status: 200,
  answer: listOf(channelSchema),
  handle: async ({ tenantId }, { database, secretRing }) => {
    const channels = await database.asTenant(tenantId, readChannels);
    return { items: channels.map((channel) => toChannelAnswer(channel, tenantId, secretRing)) };
  },
});
