import { sql } from 'kysely';

import type { PlaygroundRequest } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';
import { abandonTurns } from '../turns/abandon-turns.ts';
import { finishPlaygroundRun } from './finish-playground-run.ts';

export interface ClaimedRun {
  readonly id: string;
  readonly assistantId: string;
  readonly request: PlaygroundRequest;
  readonly tenantName: string;
  /** The database's time. */
  readonly now: Date;
}

/** `held`: another worker is at it; `over`: there is nothing to do, or no longer. A suspended tenant's runs end as they are found. */
export type RunClaim =
  | { readonly kind: 'claimed'; readonly run: ClaimedRun }
  | { readonly kind: 'held'; readonly leaseLeftMs: number }
  | { readonly kind: 'over' };

/**
 * Takes a run that waits, and begins its turn: one without a conversation. A run is never done twice: one whose worker died ends as
 * `interrupted`, and its turn is abandoned, so that it is charged at most what the model was really asked.
 */
export async function claimPlaygroundRun(
  scope: TenantScope,
  { runId, leaseMs }: { readonly runId: string; readonly leaseMs: number },
): Promise<RunClaim> {
  const { sql: statements, tenantId } = scope;
  const row = await statements
    .selectFrom('playgroundRuns as r')
    .innerJoin('tenants as t', 't.id', 'r.tenantId')
    .where('r.tenantId', '=', tenantId)
    .where('r.id', '=', runId)
    .where('r.state', 'in', ['queued', 'running'])
    .select(['r.id', 'r.assistantId', 'r.state', 'r.request', 'r.claimedUntil', 't.name as tenantName', 't.status as tenantStatus'])
    .select(sql<Date>`clock_timestamp()`.as('now'))
    .forNoKeyUpdate('r')
    .executeTakeFirst();
  if (!row) return { kind: 'over' };
  const { state, claimedUntil, tenantStatus, ...run } = row;
  if (state === 'running') {
    const leaseLeftMs = (claimedUntil?.getTime() ?? 0) - run.now.getTime();
    if (leaseLeftMs > 0) return { kind: 'held', leaseLeftMs };
    await finishPlaygroundRun(scope, runId, { errorCode: 'interrupted' });
    await abandonTurns(scope, { turnId: runId });
    return { kind: 'over' };
  }
  if (tenantStatus !== 'active') {
    await finishPlaygroundRun(scope, runId, { errorCode: 'tenant_suspended' });
    return { kind: 'over' };
  }
  await statements
    .updateTable('playgroundRuns')
    .set({ state: 'running', claimedUntil: leaseEnd(leaseMs), updatedAt: sql<Date>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', runId)
    .execute();
  await statements
    .insertInto('turns')
    .values({
      tenantId,
      id: runId,
      conversationId: null,
      assistantId: run.assistantId,
      assistantVersion: run.request.version,
      claim: 0,
      epoch: 0,
      model: null,
      outcome: null,
      errorCode: null,
    })
    .execute();
  return { kind: 'claimed', run };
}

/** The heartbeat of a run. Returns false when it is no longer this worker's. */
export async function extendPlaygroundClaim(
  { sql: statements, tenantId }: TenantScope,
  { runId, leaseMs }: { readonly runId: string; readonly leaseMs: number },
): Promise<boolean> {
  const { numUpdatedRows } = await statements
    .updateTable('playgroundRuns')
    .set({ claimedUntil: leaseEnd(leaseMs) })
    .where('tenantId', '=', tenantId)
    .where('id', '=', runId)
    .where('state', '=', 'running')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

const leaseEnd = (leaseMs: number) => sql<Date>`clock_timestamp() + ${leaseMs} * interval '1 ms'`;
