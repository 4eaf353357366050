import { sql, type RawBuilder } from 'kysely';

import type { TenantScope } from '../database.ts';

/** The rows of a query through a cursor of Postgres's: of however many, `size` are in memory at a time. One after another in a transaction. */
export async function* readInBatches<Row>({ sql: statements }: TenantScope, query: RawBuilder<Row>, size: number): AsyncGenerator<Row[]> {
  await sql`declare batches no scroll cursor for ${query}`.execute(statements);
  for (;;) {
    const { rows } = await sql<Row>`fetch ${sql.lit(size)} from batches`.execute(statements);
    if (rows.length === 0) break;
    yield rows;
  }
  await sql`close batches`.execute(statements);
}
