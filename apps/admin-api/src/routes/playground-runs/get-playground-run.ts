import { findPlaygroundRun } from '@sylion/database';
import { idParamsSchema, playgroundRunSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { versionOf } from '../../http/version-of.ts';
import { defineTenantRoute } from '../../route.ts';
import { toRunAnswer } from './to-run-answer.ts';

export const getPlaygroundRun = defineTenantRoute({
  method: 'get',
  path: '/v1/playground-runs/{id}',
  summary: 'Show a run of the playground; seven days after its end it is gone',
  permission: { role: 'agent', scope: 'assistants:read' },
  params: idParamsSchema,
  status: 200,
  answer: playgroundRunSchema,
  version: versionOf('playgroundRuns'),
  transact: async ({ scope, params: { id } }) => toRunAnswer(found('playground run', await findPlaygroundRun(scope, id))),
});
