import { rowsOf, withClient } from '@sylion/testbed';

/** The columns of all tables, as `table.column`, in which a text stands, whatever its case; sorted. It knows no table by name. */
export const findText = (superuserUrl: string, text: string): Promise<string[]> =>
  withClient(superuserUrl, async (client) => {
    const columns = await rowsOf<{ table: string; column: string }>(
      client,
      `select c.relname as table, a.attname as column from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.atttypid in ('text'::regtype, 'jsonb'::regtype)`,
    );
    const searches = columns.map(
      ({ table, column }) =>
        `select '${table}.${column}' as place where exists (select from "${table}" where "${column}"::text ilike '%${text}%')`,
    );
    const found = await rowsOf<{ place: string }>(client, searches.join(' union '));
    return found.map(({ place }) => place).sort();
  });
