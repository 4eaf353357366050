import type { TenantScope } from '../database.ts';
import { byId, readPage, type PageRequest } from '../pages/read-page.ts';

const columns = [
  'tenantId',
  'id',
  'endUserId',
  'state',
  'requestedByKind',
  'requestedById',
  'requestedAt',
  'rowsErasedAt',
  'doneAt',
  'counts',
  'leftovers',
  'certificate',
  'notBefore',
] as const;

export type ErasureRow = NonNullable<Awaited<ReturnType<typeof findErasure>>>;

const selectErasures = ({ sql: statements, tenantId }: TenantScope) =>
  statements.selectFrom('erasures').where('tenantId', '=', tenantId).select(columns);

/** Undefined when there is no such erasure in this tenant. */
export const findErasure = (scope: TenantScope, erasureId: string) => selectErasures(scope).where('id', '=', erasureId).executeTakeFirst();

/** The tenant's erasures, the newest first. */
export const listErasures = (scope: TenantScope, page: PageRequest) => readPage(selectErasures(scope), byId('desc'), page);
