import { findErasure, requestErasure } from '@sylion/database';
import { erasureSchema, idParamsSchema } from '@sylion/schemas';

import { completeErasure } from '../../erasures/complete-erasure.ts';
import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { toErasureAnswer } from '../erasures/to-erasure-answer.ts';

/** Once this answers, the erasure happens; mostly it has happened. What could not be done at once the sweeper does. */
export const eraseEndUser = defineTenantRoute({
  method: 'post',
  path: '/v1/end-users/{id}/erase',
  summary: 'Erase an end user for good, with everything that was said; asked for twice, it is one erasure',
  permission: { role: 'admin', scope: 'end-users:write' },
  params: idParamsSchema,
  status: 201,
  answer: erasureSchema,
  handle: async ({ tenantId, params: { id: endUserId }, by }, services) => {
    const { database, logger } = services;
    const { erasureId } = found('end user', await database.asTenant(tenantId, (scope) => requestErasure(scope, { endUserId, ...by })));
    await completeErasure({ tenantId, id: erasureId }, services).catch((error: unknown) =>
      logger.warn({ error, tenantId, erasureId }, 'an erasure is not complete; the sweeper will go on'),
    );
    return toErasureAnswer(found('erasure', await database.asTenant(tenantId, (scope) => findErasure(scope, erasureId))));
  },
});
