import type pg from 'pg';

import { nameStatement } from './name-statement.ts';

/** One statement, or some that do the same with the same table. */
export interface StatementCost {
  readonly name: string;
  /** Whether an app sent it, or a function or trigger inside Postgres. */
  readonly isSent: boolean;
  readonly calls: number;
  /** Of one call on average, ms. */
  readonly plannedMs: number;
  readonly ranMs: number;
}

/** What `pg_stat_statements` has seen of this database since its reset, the dearest first. */
export async function readStatements(client: pg.Client): Promise<StatementCost[]> {
  const { rows } = await client.query<{ query: string; toplevel: boolean; calls: number; planned: number; ran: number }>(
    `select query, toplevel, calls::float8 as calls, total_plan_time as planned, total_exec_time as ran
       from pg_stat_statements where dbid = (select oid from pg_database where datname = current_database())
        and calls > 0 and query not like '%pg_stat_statements%'`,
  );
  const sums = new Map<string, { name: string; isSent: boolean; calls: number; planned: number; ran: number }>();
  for (const { query, toplevel, calls, planned, ran } of rows) {
    const name = nameStatement(query);
    const key = `${toplevel} ${name}`;
    const sum = sums.get(key) ?? { name, isSent: toplevel, calls: 0, planned: 0, ran: 0 };
    sums.set(key, { ...sum, calls: sum.calls + calls, planned: sum.planned + planned, ran: sum.ran + ran });
  }
  return [...sums.values()]
    .toSorted((a, b) => b.planned + b.ran - a.planned - a.ran)
    .map(({ planned, ran, calls, ...one }) => ({ ...one, calls, plannedMs: planned / calls, ranMs: ran / calls }));
}
