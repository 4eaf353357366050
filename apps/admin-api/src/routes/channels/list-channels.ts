import { readChannels } from '@sylion/database';
import { channelSchema, pageOf, pageQuerySchema } from '@sylion/schemas';

import { defineTenantRoute } from '../../route.ts';
import { toChannelAnswer } from './to-channel-answer.ts';

export const listChannels = defineTenantRoute({
  method: 'get',
  path: '/v1/channels',
  summary: 'List the channels',
  permission: { role: 'viewer', scope: 'channels:read' },
  query: pageQuerySchema,
  status: 200,
  answer: pageOf(channelSchema),
  handle: async ({ tenantId, query }, { database, secretRing }) => {
    const { items, nextCursor } = await database.asTenant(tenantId, (scope) => readChannels(scope, query));
    return { items: items.map((channel) => toChannelAnswer(channel, tenantId, secretRing)), nextCursor };
  },
});
