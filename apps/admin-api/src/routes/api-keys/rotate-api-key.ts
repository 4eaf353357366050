import { rotateApiKey as replaceSecret, writeAudit } from '@sylion/database';
import { apiKeyRotationSchema, idParamsSchema, issuedApiKeySchema } from '@sylion/schemas';
import { makeApiKey } from '@sylion/tenancy';

import { defineTenantRoute } from '../../route.ts';
import { holdApiKey } from './hold-api-key.ts';
import { versionOfApiKey } from './version-of-api-key.ts';

export const rotateApiKey = defineTenantRoute({
  method: 'post',
  path: '/v1/api-keys/{id}/rotate',
  summary: 'Give an API key a new secret, shown this once; the old one works on for overlapSeconds',
  permission: { role: 'owner', scope: 'api-keys:write' },
  params: idParamsSchema,
  body: apiKeyRotationSchema,
  status: 200,
  answer: issuedApiKeySchema,
  conflicts: ['api_key_revoked'],
  version: versionOfApiKey,
  transact: async ({ scope, tenantId, params: { id }, body: { overlapSeconds }, by, grant }) => {
    const { key } = await holdApiKey(scope, id, grant);
    const { secret, prefix, hash } = makeApiKey();
    const rotated = await replaceSecret(scope, id, { prefix, secretHash: hash, overlapSeconds });
    await writeAudit(scope.sql, {
      ...by,
      tenantId,
      action: 'api_key.rotated',
      subjectKind: 'api_key',
      subjectId: id,
      before: { prefix: key.prefix },
      after: { prefix, overlapSeconds },
    });
    return { ...rotated, secret };
  },
});
