import { findLastDone, readChannel, readChannelHealth } from '@sylion/database';
import { channelHealthSchema, idParamsSchema, verificationSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { judgeToken } from './judge-token.ts';

export const getChannelHealth = defineTenantRoute({
  method: 'get',
  path: '/v1/channels/{id}/health',
  summary: 'Show how a channel does: what came and left last, its token, failures, open windows, what waits',
  permission: { role: 'viewer', scope: 'channels:read' },
  params: idParamsSchema,
  status: 200,
  answer: channelHealthSchema,
  transact: async ({ scope, params: { id } }) => {
    const { status, statusReason, statusChangedAt } = found('channel', await readChannel(scope, id));
    const told = await findLastDone(scope, id, 'verify');
    const verification = told?.finishedAt ? { at: told.finishedAt, result: verificationSchema.parse(told.result) } : null;
    const health = await readChannelHealth(scope, id);
    const token = judgeToken({ status, statusChangedAt, verification, lastSentAt: health.lastSentAt });
    return { status, statusReason, statusChangedAt, token, verification, ...health };
  },
});
