import type pg from 'pg';

import type { PlanNode } from './judge-plan.ts';
import type { WatchedStatement } from './watch-statements.ts';

/** Runs a statement again as the app ran it, role and tenant included, and returns the plan with what it really read; changes nothing. */
export async function replayPlan(client: pg.Client, { sql, parameters, scope }: WatchedStatement): Promise<PlanNode> {
  await client.query(scope ?? 'begin');
  try {
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(`explain (analyze, timing off, format json) ${sql}`, [
      ...parameters,
    ]);
    return (rows[0] as (typeof rows)[number])['QUERY PLAN'][0].Plan;
  } finally {
    await client.query('rollback');
  }
}
