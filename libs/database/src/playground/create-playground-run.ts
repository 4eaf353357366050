import type { PlaygroundRequest } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';

/** A run that waits for a worker. */
export async function createPlaygroundRun(
  { sql: statements, tenantId }: TenantScope,
  run: { readonly id: string; readonly assistantId: string; readonly request: PlaygroundRequest },
): Promise<void> {
  await statements
    .insertInto('playgroundRuns')
    .values({ ...run, tenantId, request: JSON.stringify(run.request), errorCode: null })
    .execute();
}
