import { changeEndUser as updateEndUser, findEndUser, writeAudit } from '@sylion/database';
import { endUserChangeSchema, endUserDetailsSchema, idParamsSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { versionOf } from '../../http/version-of.ts';
import { defineTenantRoute } from '../../route.ts';

/** The audit entry names the fields and not what was in them: it stays when the end user is erased. */
export const changeEndUser = defineTenantRoute({
  method: 'patch',
  path: '/v1/end-users/{id}',
  summary: 'Name an end user, or write down what the business knows of them',
  permission: { role: 'agent', scope: 'end-users:write' },
  params: idParamsSchema,
  body: endUserChangeSchema,
  status: 200,
  answer: endUserDetailsSchema,
  version: versionOf('endUsers'),
  transact: async ({ scope, tenantId, params: { id }, body, by }) => {
    if (await updateEndUser(scope, id, body))
      await writeAudit(scope.sql, {
        ...by,
        tenantId,
        action: 'end_user.changed',
        subjectKind: 'end_user',
        subjectId: id,
        after: { fields: Object.keys(body).sort() },
      });
    return found('end user', await findEndUser(scope, id));
  },
});
