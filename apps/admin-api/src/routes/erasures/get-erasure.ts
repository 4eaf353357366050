import { findErasure } from '@sylion/database';
import { erasureSchema, idParamsSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { versionOf } from '../../http/version-of.ts';
import { defineTenantRoute } from '../../route.ts';
import { toErasureAnswer } from './to-erasure-answer.ts';

export const getErasure = defineTenantRoute({
  method: 'get',
  path: '/v1/erasures/{id}',
  summary: 'Show how far an erasure is, and its certificate when it is done',
  permission: { role: 'agent', scope: 'end-users:read' },
  params: idParamsSchema,
  status: 200,
  answer: erasureSchema,
  version: versionOf('erasures'),
  transact: async ({ scope, params: { id } }) => toErasureAnswer(found('erasure', await findErasure(scope, id))),
});
