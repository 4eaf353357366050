import { listAlive, readChannel, silenceMs } from '@sylion/database';
import { idParamsSchema, selfCheckSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { judgeSelfCheck } from './judge-self-check.ts';
import { runTasks } from './run-tasks.ts';

export const selfCheckChannel = defineTenantRoute({
  method: 'post',
  path: '/v1/channels/{id}/self-check',
  summary: 'Try every hop of a message without an end user, and name the first that is broken',
  permission: { role: 'admin', scope: 'channels:write' },
  params: idParamsSchema,
  status: 200,
  answer: selfCheckSchema,
  handle: async ({ tenantId, params: { id }, by }, services) => {
    const { database } = services;
    const channel = found('channel', await database.asTenant(tenantId, (scope) => readChannel(scope, id)));
    const request = { tenantId, channelId: id, kinds: ['verify', 'ask_model'] as const, action: 'channel.self_checked', by };
    const { tasks, isNudged } = await runTasks(request, services);
    const [verification, question] = [found('task', tasks[0]), found('task', tasks[1])];
    return judgeSelfCheck({ channel, isNudged, verification, question, alive: await listAlive(database, silenceMs) });
  },
});
