import { sql } from 'kysely';

import type { PlaygroundErrorCode, PlaygroundResult } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';

export type PlaygroundRunEnd = { readonly result: PlaygroundResult } | { readonly errorCode: PlaygroundErrorCode };

/** Ends a run, unless it was ended before: whoever was taken for dead comes too late. */
export async function finishPlaygroundRun({ sql: statements, tenantId }: TenantScope, runId: string, end: PlaygroundRunEnd): Promise<void> {
  await statements
    .updateTable('playgroundRuns')
    .set({
      ...('result' in end ? { state: 'done', result: JSON.stringify(end.result) } : { state: 'failed', errorCode: end.errorCode }),
      claimedUntil: null,
      updatedAt: sql<Date>`now()`,
      finishedAt: sql<Date>`now()`,
    })
    .where('tenantId', '=', tenantId)
    .where('id', '=', runId)
    .where('state', 'in', ['queued', 'running'])
    .execute();
}
