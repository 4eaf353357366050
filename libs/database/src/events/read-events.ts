import type { TenantScope } from '../database.ts';

/** One thing that happened in a tenant, as its readers see it. */
export interface TenantEvent {
  readonly id: string;
  /** 1, 2, 3 … per tenant, without a gap: whoever read up to one position has missed nothing before it. */
  readonly position: number;
  readonly kind: string;
  readonly conversationId: string | null;
  readonly data: Record<string, unknown>;
  readonly occurredAt: Date;
}

/** The tenant's events after a position, in order, at most `limit`. */
export async function readEvents(
  { sql: statements, tenantId }: TenantScope,
  page: { readonly after: number; readonly limit: number },
): Promise<TenantEvent[]> {
  const rows = await statements
    .selectFrom('events')
    .where('tenantId', '=', tenantId)
    .where('position', '>', String(page.after))
    .select(['id', 'kind', 'conversationId', 'data', 'occurredAt', 'position'])
    .orderBy('position')
    .limit(page.limit)
    .execute();
  return rows.map((row) => ({ ...row, position: Number(row.position) }));
}

/** The position of the tenant's latest event (0: none yet), and that of the oldest one that is still kept. */
export async function readEventRange({ sql: statements, tenantId }: TenantScope): Promise<{ first: number; last: number }> {
  const counter = await statements.selectFrom('eventPositions').where('tenantId', '=', tenantId).select('lastPosition').executeTakeFirst();
  const oldest = await statements
    .selectFrom('events')
    .where('tenantId', '=', tenantId)
    .where('position', 'is not', null)
    .select('position')
    .orderBy('position')
    .limit(1)
    .executeTakeFirst();
  const last = Number(counter?.lastPosition ?? 0);
  return { first: Number(oldest?.position ?? last + 1), last };
}
