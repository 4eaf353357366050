import { createApiKey, writeAudit } from '@sylion/database';
import { issuedApiKeySchema, newApiKeySchema, newId } from '@sylion/schemas';
import { makeApiKey } from '@sylion/tenancy';

import { defineTenantRoute } from '../../route.ts';
import { requireFuture } from './require-future.ts';
import { requireGrant } from './require-grant.ts';

/** Only the key's hash is stored: this answer is the one time its secret can be read. */
export const issueApiKey = defineTenantRoute({
  method: 'post',
  path: '/v1/api-keys',
  summary: 'Issue an API key that may what you may, or less; its secret is shown this once',
  permission: { role: 'owner', scope: 'api-keys:write' },
  body: newApiKeySchema,
  status: 201,
  answer: issuedApiKeySchema,
  transact: async ({ scope, tenantId, body, by, grant }) => {
    requireGrant(grant, body);
    requireFuture(body.expiresAt);
    const { secret, prefix, hash } = makeApiKey();
    const key = await createApiKey(scope, { id: newId(), ...body, prefix, secretHash: hash });
    await writeAudit(scope.sql, { ...by, tenantId, action: 'api_key.issued', subjectKind: 'api_key', subjectId: key.id, after: body });
    return { ...key, secret };
  },
});
