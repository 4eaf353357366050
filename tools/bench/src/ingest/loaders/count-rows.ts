import { withClient } from '../../server/with-client.ts';

/** @param from what stands behind FROM: a table, with or without a condition */
export async function countRows(url: string, from: string): Promise<number> {
  const { rows } = await withClient(url, (client) => client.query<{ count: number }>(`select count(*)::int as count from ${from}`));
  return rows[0]?.count ?? 0;
}
