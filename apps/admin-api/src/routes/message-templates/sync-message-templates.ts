import { readChannel } from '@sylion/database';
import { channelTaskSchema, idParamsSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { runTasks } from '../channels/run-tasks.ts';

export const syncMessageTemplates = defineTenantRoute({
  method: 'post',
  path: '/v1/channels/{id}/message-templates/sync',
  summary: 'Copy the message templates of the channel’s account from the provider',
  permission: { role: 'admin', scope: 'message-templates:write' },
  params: idParamsSchema,
  status: 202,
  answer: channelTaskSchema,
  handle: async ({ tenantId, params: { id }, by }, services) => {
    found('channel', await services.database.asTenant(tenantId, (scope) => readChannel(scope, id)));
    const request = { tenantId, channelId: id, kinds: ['sync_templates'] as const, action: 'channel.templates_synced', by };
    return found('task', (await runTasks(request, services)).tasks[0]);
  },
});
