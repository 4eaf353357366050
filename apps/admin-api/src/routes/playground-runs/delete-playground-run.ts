import { deletePlaygroundRun as deleteRun, findPlaygroundRun, writeAudit } from '@sylion/database';
import { idParamsSchema } from '@sylion/schemas';

import { conflict, found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';

export const deletePlaygroundRun = defineTenantRoute({
  method: 'delete',
  path: '/v1/playground-runs/{id}',
  summary: 'Delete a run of the playground with all that was said in it; what it cost stays in the usage',
  permission: { role: 'agent', scope: 'assistants:write' },
  params: idParamsSchema,
  status: 204,
  conflicts: ['playground_run_not_over'],
  transact: async ({ scope, tenantId, params: { id }, by }) => {
    const { assistantId } = found('playground run', await findPlaygroundRun(scope, id));
    if (!(await deleteRun(scope, id))) throw conflict('playground_run_not_over', 'the run is not over yet; try again when it is');
    await writeAudit(scope.sql, {
      ...by,
      tenantId,
      action: 'playground_run.deleted',
      subjectKind: 'playground_run',
      subjectId: id,
      before: { assistantId },
    });
  },
});
