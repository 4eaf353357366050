import { findTask } from '@sylion/database';
import { channelTaskSchema, idParamsSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { versionOf } from '../../http/version-of.ts';
import { defineTenantRoute } from '../../route.ts';

export const getChannelTask = defineTenantRoute({
  method: 'get',
  path: '/v1/channel-tasks/{id}',
  summary: 'Show how far something is that the gateway or the processor does for a channel',
  permission: { role: 'viewer', scope: 'channels:read' },
  params: idParamsSchema,
  status: 200,
  answer: channelTaskSchema,
  version: versionOf('channelTasks'),
  transact: async ({ scope, params: { id } }) => found('task', await findTask(scope, id)),
});
