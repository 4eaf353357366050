import { readChannel } from '@sylion/database';
import { channelTaskSchema, idParamsSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { runTasks } from './run-tasks.ts';

export const verifyChannel = defineTenantRoute({
  method: 'post',
  path: '/v1/channels/{id}/verify',
  summary: 'Ask the provider about the number and its credentials; good ones end a needs_reauth',
  permission: { role: 'admin', scope: 'channels:write' },
  params: idParamsSchema,
  status: 202,
  answer: channelTaskSchema,
  handle: async ({ tenantId, params: { id }, by }, services) => {
    found('channel', await services.database.asTenant(tenantId, (scope) => readChannel(scope, id)));
    const { tasks } = await runTasks({ tenantId, channelId: id, kinds: ['verify'], action: 'channel.verified', by }, services);
    return found('task', tasks[0]);
  },
});
