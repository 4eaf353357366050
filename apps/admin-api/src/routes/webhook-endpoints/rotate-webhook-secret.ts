import { rotateWebhookSecret as replaceSecret, writeAudit } from '@sylion/database';
import { idParamsSchema, issuedWebhookEndpointSchema, webhookRotationSchema } from '@sylion/schemas';
import { makeWebhookSecret, sealSecret } from '@sylion/tenancy';

import { found } from '../../http/problem.ts';
import { versionOf } from '../../http/version-of.ts';
import { defineTenantRoute } from '../../route.ts';
import { webhookSealOwner } from '../../webhooks/webhook-seal-owner.ts';

export const rotateWebhookSecret = defineTenantRoute({
  method: 'post',
  path: '/v1/webhook-endpoints/{id}/rotate-secret',
  summary: 'Give a webhook endpoint a new secret, shown this once; the old one signs as well for overlapSeconds',
  permission: { role: 'admin', scope: 'webhooks:write' },
  params: idParamsSchema,
  body: webhookRotationSchema,
  status: 200,
  answer: issuedWebhookEndpointSchema,
  version: versionOf('webhookEndpoints'),
  transact: async ({ scope, tenantId, params: { id }, body: { overlapSeconds }, by }, { secretRing }) => {
    const secret = makeWebhookSecret();
    const secretCiphertext = sealSecret(secretRing, secret, webhookSealOwner(tenantId, id));
    const endpoint = found('webhook endpoint', await replaceSecret(scope, id, { secretCiphertext, overlapSeconds }));
    await writeAudit(scope.sql, {
      ...by,
      tenantId,
      action: 'webhook_endpoint.secret_rotated',
      subjectKind: 'webhook_endpoint',
      subjectId: id,
      after: { overlapSeconds },
    });
    return { ...endpoint, secret };
  },
});
