import { changeApiKey as updateApiKey, writeAudit } from '@sylion/database';
import { apiKeyChangeSchema, apiKeySchema, idParamsSchema } from '@sylion/schemas';

import { formerly } from '../../http/formerly.ts';
import { defineTenantRoute } from '../../route.ts';
import { holdApiKey } from './hold-api-key.ts';
import { keepAnOwner } from './keep-an-owner.ts';
import { requireFuture } from './require-future.ts';
import { requireGrant } from './require-grant.ts';
import { versionOfApiKey } from './version-of-api-key.ts';

export const changeApiKey = defineTenantRoute({
  method: 'patch',
  path: '/v1/api-keys/{id}',
  summary: 'Change the name, the scopes or the expiry of an API key',
  permission: { role: 'owner', scope: 'api-keys:write' },
  params: idParamsSchema,
  body: apiKeyChangeSchema,
  status: 200,
  answer: apiKeySchema,
  conflicts: ['api_key_revoked', 'last_owner_key'],
  version: versionOfApiKey,
  transact: async ({ scope, tenantId, params: { id }, body, by, grant }) => {
    requireFuture(body.expiresAt);
    const { key, others } = await holdApiKey(scope, id, grant);
    requireGrant(grant, { role: key.role, scopes: body.scopes === undefined ? key.scopes : body.scopes });
    const changed = await updateApiKey(scope, id, body);
    keepAnOwner(by.actor, { before: [key, ...others], after: [changed, ...others] });
    await writeAudit(scope.sql, {
      ...by,
      tenantId,
      action: 'api_key.changed',
      subjectKind: 'api_key',
      subjectId: id,
      before: formerly(body, key),
      after: body,
    });
    return changed;
  },
});
