import type { TenantScope } from '../database.ts';

export type PlaygroundRun = NonNullable<Awaited<ReturnType<typeof findPlaygroundRun>>>;

/** Undefined when there is no such run in this tenant, or no longer. */
export async function findPlaygroundRun({ sql: statements, tenantId }: TenantScope, runId: string) {
  return statements
    .selectFrom('playgroundRuns')
    .where('tenantId', '=', tenantId)
    .where('id', '=', runId)
    .select(['id', 'assistantId', 'state', 'request', 'result', 'errorCode', 'createdAt', 'finishedAt'])
    .executeTakeFirst();
}

/** Removes a run with all that was said in it, if it is over; the record of its turn and what it cost stay. Returns whether it did. */
export async function deletePlaygroundRun({ sql: statements, tenantId }: TenantScope, runId: string): Promise<boolean> {
  const { numDeletedRows } = await statements
    .deleteFrom('playgroundRuns')
    .where('tenantId', '=', tenantId)
    .where('id', '=', runId)
    .where('state', 'in', ['done', 'failed'])
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
