import type { TenantScope } from '../database.ts';

/** What the ledger holds of each metric from `from` (included) to `to` (excluded). A metric that was not used is not listed. */
export async function readUsage({ sql: statements, tenantId }: TenantScope, { from, to }: { from: Date; to: Date }) {
  const rows = await statements
    .selectFrom('usageRecords')
    .where('tenantId', '=', tenantId)
    .where('occurredAt', '>=', from)
    .where('occurredAt', '<', to)
    .groupBy('metric')
    .select(['metric', (eb) => eb.fn.sum<string>('amount').as('amount')])
    .orderBy('metric')
    .execute();
  return rows.map(({ metric, amount }) => ({ metric, amount: Number(amount) }));
}
