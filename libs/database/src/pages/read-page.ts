import { sql, type Expression, type SelectQueryBuilder } from 'kysely';

import { decodeCursor, encodeCursor, type Key, type KeyType } from '@sylion/schemas';

/** Which page of a list: how many items, and after which place. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string;
}

export interface Page<Item> {
  readonly items: Item[];
  /** The place after the last item; null when there is nothing after it. */
  readonly nextCursor: string | null;
}

/** The columns that a list is sorted by, all in one direction; together they are unique, and an index has them in this order. */
export interface PageOrder {
  readonly direction: 'asc' | 'desc';
  readonly by: readonly { readonly column: Expression<unknown>; readonly type: KeyType }[];
}

/** By id, which for ids made in the app is by age. `column`: as the query calls it. */
export const byId = (direction: 'asc' | 'desc', column = 'id'): PageOrder => ({
  direction,
  by: [{ column: sql.ref(column), type: 'uuid' }],
});

/**
 * Reads one page of a query by its sort key: the index leads to the first item, however deep the page lies, and nobody is told twice
 * or left out when others come and go between two pages.
 * @throws {InvalidCursor} when the cursor is not one of a list with this order.
 */
export async function readPage<Tables, From extends keyof Tables, Item extends object>(
  query: SelectQueryBuilder<Tables, From, Item>,
  { direction, by }: PageOrder,
  { limit, cursor }: PageRequest,
): Promise<Page<Item>> {
  const columns = by.map(({ column }) => column);
  const keyOfRow = sql<Key>`jsonb_build_array(${sql.join(by.map(({ column, type }) => toKey(column, type)))})`;
  let page = query.select(keyOfRow.as('pageKey')).limit(limit + 1);
  for (const column of columns) page = page.orderBy(column, direction);
  if (cursor !== undefined) {
    const key = decodeCursor(
      cursor,
      by.map(({ type }) => type),
    );
    const place = by.map(({ type }, index) => fromKey(key[index] ?? '', type));
    page = page.where(sql<boolean>`(${sql.join(columns)}) ${sql.raw(direction === 'asc' ? '>' : '<')} (${sql.join(place)})`);
  }
  const rows = (await page.execute()) as unknown as (Item & { readonly pageKey: Key })[];
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit).map(withoutKey), nextCursor: last ? encodeCursor(last.pageKey) : null };
}

/** A `Date` would lose the microseconds by which two rows may differ. */
const toKey = (column: Expression<unknown>, type: KeyType) =>
  type === 'time' ? sql`(extract(epoch from ${column}) * 1000000)::bigint` : column;

const fromKey = (value: Key[number], type: KeyType) =>
  ({
    time: sql`timestamptz 'epoch' + ${value}::bigint * interval '1 microsecond'`,
    uuid: sql`${value}::uuid`,
    int: sql`${value}::int`,
    text: sql`${value}::text`,
  })[type];

function withoutKey<Item>({ pageKey: _, ...item }: Item & { readonly pageKey: unknown }): Item {
  return item as unknown as Item;
}
