import { countWebhookEndpoints, createWebhookEndpoint as insertEndpoint, writeAudit } from '@sylion/database';
import { issuedWebhookEndpointSchema, newId, newWebhookEndpointSchema } from '@sylion/schemas';
import { makeWebhookSecret, sealSecret } from '@sylion/tenancy';

import { conflict } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { webhookSealOwner } from '../../webhooks/webhook-seal-owner.ts';
import { audited } from './audited.ts';
import { requireTarget } from './require-target.ts';

const mostEndpoints = 20;

export const createWebhookEndpoint = defineTenantRoute({
  method: 'post',
  path: '/v1/webhook-endpoints',
  summary: 'Have events delivered to an address, signed; the secret is shown this once',
  permission: { role: 'admin', scope: 'webhooks:write' },
  body: newWebhookEndpointSchema,
  status: 201,
  answer: issuedWebhookEndpointSchema,
  conflicts: ['too_many_endpoints'],
  refusals: { 400: ['address_not_allowed'] },
  transact: async ({ scope, tenantId, body, by }, { secretRing, webhookTargets }) => {
    requireTarget(body.url, webhookTargets);
    if ((await countWebhookEndpoints(scope)) >= mostEndpoints)
      throw conflict('too_many_endpoints', `a tenant has at most ${mostEndpoints} endpoints`);
    const id = newId();
    const secret = makeWebhookSecret();
    const secretCiphertext = sealSecret(secretRing, secret, webhookSealOwner(tenantId, id));
    const endpoint = await insertEndpoint(scope, { id, ...body, secretCiphertext });
    const after = audited(body);
    await writeAudit(scope.sql, {
      ...by,
      tenantId,
      action: 'webhook_endpoint.created',
      subjectKind: 'webhook_endpoint',
      subjectId: id,
      after,
    });
    return { ...endpoint, secret };
  },
});
