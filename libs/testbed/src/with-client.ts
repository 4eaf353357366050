import pg from 'pg';

/** Runs `work` on a plain connection of its own: no scope, no pool. */
export async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export const rowsOf = async <Row extends object>(client: pg.Client, statement: string, parameters: unknown[] = []): Promise<Row[]> =>
  (await client.query<Row>(statement, parameters)).rows;
