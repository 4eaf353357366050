import { changeChannel, readChannel, setChannelStatus, writeAudit } from '@sylion/database';
import { channelCredentialsSchema, channelCredentialsSchemas, channelSchema, idParamsSchema } from '@sylion/schemas';
import { sealSecret } from '@sylion/tenancy';

import { found, Problem } from '../../http/problem.ts';
import { versionOf } from '../../http/version-of.ts';
import { defineTenantRoute } from '../../route.ts';
import { nudgeUnsent } from './nudge-unsent.ts';
import { sealOwner, toChannelAnswer } from './to-channel-answer.ts';

/** A channel whose credentials the provider refused sends again; one that a person paused stays paused. */
export const rotateCredentials = defineTenantRoute({
  method: 'put',
  path: '/v1/channels/{id}/credentials',
  summary: 'Replace the credentials of a channel, and send what waited for them',
  permission: { role: 'admin', scope: 'channels:write' },
  params: idParamsSchema,
  body: channelCredentialsSchema,
  status: 200,
  answer: channelSchema,
  refusals: { 400: ['wrong_provider'] },
  version: versionOf('channels'),
  transact: async ({ scope, tenantId, params: { id }, body, by, afterCommit }, { secretRing }) => {
    const { provider } = found('channel', await readChannel(scope, id));
    if (!channelCredentialsSchemas[provider].safeParse(body).success)
      throw new Problem(400, 'wrong_provider', `these are not credentials of ${provider}`);
    const credentialsCiphertext = sealSecret(secretRing, JSON.stringify({ provider, ...body }), sealOwner(tenantId, id));
    const { status } = found('channel', await changeChannel(scope, id, { credentialsCiphertext }));
    await writeAudit(scope.sql, { ...by, tenantId, action: 'channel.credentials_rotated', subjectKind: 'channel', subjectId: id });
    if (status === 'needs_reauth') await setChannelStatus(scope, { channelId: id, status: 'active', reason: null, ...by });
    const channel = found('channel', await readChannel(scope, id));
    if (channel.status === 'active') afterCommit((services) => nudgeUnsent({ tenantId, channelId: id }, services));
    return toChannelAnswer(channel, tenantId, secretRing);
  },
});
