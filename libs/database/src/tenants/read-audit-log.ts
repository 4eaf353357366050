import { sql, type SelectQueryBuilder } from 'kysely';

import type { PlatformScope, TenantScope } from '../database.ts';
import { readPage, type PageOrder, type PageRequest } from '../pages/read-page.ts';
import type { Tables } from '../tables.ts';

/** What of the log is wanted; from (included) to (excluded). */
export interface AuditFilter {
  readonly action?: string;
  readonly subjectKind?: string;
  readonly subjectId?: string;
  readonly actorKind?: Tables['auditLog']['actorKind'];
  readonly actorId?: string;
  readonly from?: Date;
  readonly to?: Date;
}

const latestFirst: PageOrder = {
  direction: 'desc',
  by: [
    { column: sql.ref('occurredAt'), type: 'time' },
    { column: sql.ref('id'), type: 'uuid' },
  ],
};

const columns = [
  'id',
  'tenantId',
  'occurredAt',
  'actorKind',
  'actorId',
  'action',
  'subjectKind',
  'subjectId',
  'before',
  'after',
  'requestId',
] as const;

/** What was done in a tenant, latest first. */
export const readAuditLog = ({ sql: statements, tenantId }: TenantScope, page: PageRequest & AuditFilter) =>
  readPage(fitting(statements.selectFrom('auditLog').where('tenantId', '=', tenantId).select(columns), page), latestFirst, page);

/** What was done in all tenants, or in one. */
export function readAuditLogs({ sql: statements }: PlatformScope, page: PageRequest & AuditFilter & { readonly tenantId?: string }) {
  let query = fitting(statements.selectFrom('auditLog').select(columns), page);
  if (page.tenantId !== undefined) query = query.where('tenantId', '=', page.tenantId);
  return readPage(query, latestFirst, page);
}

function fitting<Row extends object>(query: SelectQueryBuilder<Tables, 'auditLog', Row>, filter: AuditFilter) {
  let fit = query;
  for (const name of ['action', 'subjectKind', 'subjectId', 'actorKind', 'actorId'] as const)
    if (filter[name] !== undefined) fit = fit.where(name, '=', filter[name]);
  if (filter.from) fit = fit.where('occurredAt', '>=', filter.from);
  if (filter.to) fit = fit.where('occurredAt', '<', filter.to);
  return fit;
}
