import { withClient } from './with-client.ts';

/** Reads all tables and indexes of a database into memory, so that nobody's first questions wait for the disk. Does nothing without pg_prewarm. */
export async function warmDatabase({ superuserUrl }: { readonly superuserUrl: string }): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    const available = await client.query(`select from pg_available_extensions where name = 'pg_prewarm'`);
    if (available.rowCount === 0) return;
    await client.query('create extension if not exists pg_prewarm');
    await client.query(`select pg_prewarm(c.oid) from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'pg_toast') and c.relkind in ('r', 'i', 't') and pg_relation_size(c.oid) > 0`);
  });
}
