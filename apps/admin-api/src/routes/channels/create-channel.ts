import { createChannel as insertChannel, readChannel, writeAudit } from '@sylion/database';
import { channelSchema, newChannelSchema, newId } from '@sylion/schemas';
import { sealSecret } from '@sylion/tenancy';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { requireAssistant } from './require-assistant.ts';
import { sealOwner, toChannelAnswer } from './to-channel-answer.ts';

export const createChannel = defineTenantRoute({
  method: 'post',
  path: '/v1/channels',
  summary: 'Connect a business phone number',
  permission: { role: 'admin', scope: 'channels:write' },
  body: newChannelSchema,
  status: 201,
  answer: channelSchema,
  conflicts: ['already_exists'],
  transact: async ({ scope, tenantId, body, by }, { secretRing }) => {
    const { credentials, identityScope, ...fields } = body;
    await requireAssistant(scope, fields.assistantId);
    const id = newId();
    const credentialsCiphertext = sealSecret(
      secretRing,
      JSON.stringify({ provider: fields.provider, ...credentials }),
      sealOwner(tenantId, id),
    );
    await insertChannel(scope, {
      id,
      ...fields,
      identityScope: identityScope ?? fields.accountKey ?? fields.providerKey,
      credentialsCiphertext,
    });
    await writeAudit(scope.sql, { ...by, tenantId, action: 'channel.created', subjectKind: 'channel', subjectId: id, after: fields });
    const channel = found('channel', await readChannel(scope, id));
    return toChannelAnswer(channel, tenantId, secretRing);
  },
});
