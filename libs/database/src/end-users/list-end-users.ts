import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';
import { byId, readPage, type PageOrder, type PageRequest } from '../pages/read-page.ts';
import { beginsWith } from './begins-with.ts';
import { endUserColumns } from './find-end-user.ts';
import { readIdentities, type IdentityRow } from './read-identities.ts';

export interface EndUserFilter {
  /** The beginning of the display name; case and accents do not matter. */
  readonly name?: string;
  /** One of the identities they go by now: a BSUID whole, a phone or a username by its beginning. */
  readonly identity?: { readonly kind: IdentityRow['kind']; readonly value: string };
  readonly isBlocked?: boolean;
  readonly isOptedOut?: boolean;
}

export type ListedEndUser = Awaited<ReturnType<typeof listEndUsers>>['items'][number];

/** The tenant's end users with their identities: the newest first, or what was searched for in its own order. */
export async function listEndUsers(scope: TenantScope, { name, identity, ...page }: PageRequest & EndUserFilter) {
  const found = identity ? await searchIdentities(scope, identity, page) : await searchNames(scope, name, page);
  const identities = await readIdentities(
    scope,
    found.items.map(({ id }) => id),
  );
  return { ...found, items: found.items.map((endUser) => ({ ...endUser, identities: identities.get(endUser.id) ?? [] })) };
}

type Filter = PageRequest & Pick<EndUserFilter, 'isBlocked' | 'isOptedOut'>;

function searchNames({ sql: statements, tenantId }: TenantScope, name: string | undefined, page: Filter) {
  const query = statements
    .selectFrom('endUsers as e')
    .where('e.tenantId', '=', tenantId)
    .where(isSet('e.blocked_at', page.isBlocked))
    .where(isSet('e.opted_out_at', page.isOptedOut))
    .select(endUserColumns);
  if (name === undefined) return readPage(query, byId('desc', 'e.id'), page);
  return readPage(query.where(beginsWith(byName.column, sql`fold_name(${name})`)), orderBy(byName, 'e.id'), page);
}

/** Of those they go by now: every end user has one of each kind at most, so nobody is told twice. */
function searchIdentities(
  { sql: statements, tenantId }: TenantScope,
  { kind, value }: NonNullable<EndUserFilter['identity']>,
  page: Filter,
) {
  const query = statements
    .selectFrom('endUserIdentities as i')
    .innerJoin('endUsers as e', (join) => join.onRef('e.tenantId', '=', 'i.tenantId').onRef('e.id', '=', 'i.endUserId'))
    .where('i.tenantId', '=', tenantId)
    .where('i.kind', '=', kind)
    .where('i.retiredAt', 'is', null)
    .where(kind === 'bsuid' ? sql<boolean>`${byValue.column} = ${value}` : beginsWith(byValue.column, sql`${value}::text`))
    .where(isSet('e.blocked_at', page.isBlocked))
    .where(isSet('e.opted_out_at', page.isOptedOut))
    .select(endUserColumns);
  return readPage(query, orderBy(byValue, 'i.id'), page);
}

type Key = PageOrder['by'][number];

const byName: Key = { column: sql`e.search_name`, type: 'text' };
const byValue: Key = { column: sql`(i.value collate "C")`, type: 'text' };
const orderBy = (key: Key, id: string): PageOrder => ({ direction: 'asc', by: [key, { column: sql.ref(id), type: 'uuid' }] });

const isSet = (column: string, isWanted: boolean | undefined) =>
  isWanted === undefined ? sql<boolean>`true` : sql<boolean>`${sql.ref(column)} is ${isWanted ? sql`not null` : sql`null`}`;
