import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';
import { writeAudit } from '../tenants/write-audit.ts';

/** How a try ended. `status`: what the endpoint answered, if it did. */
export interface DeliveryTry {
  readonly status: number | null;
  readonly error: string | null;
  readonly durationMs: number;
  /** How long the endpoint asked to be left alone, if it did. */
  readonly retryAfterMs: number | null;
}

/** What follows: it is done, it is tried again, it was the last try, or the endpoint wants nothing any more. */
export type DeliveryVerdict =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'retry'; readonly delayMs: number }
  | { readonly kind: 'dead' }
  | { readonly kind: 'gone' };

/** Records a try, unless somebody claimed the delivery since; an endpoint that is gone, or failed only for `failingLimitMs`, is disabled. */
export async function recordDelivery(
  scope: TenantScope,
  { id, claim, endpointId }: { id: string; claim: number; endpointId: string },
  { ended, verdict, failingLimitMs }: { ended: DeliveryTry; verdict: DeliveryVerdict; failingLimitMs: number },
): Promise<void> {
  const { sql: statements, tenantId } = scope;
  const isDelivered = verdict.kind === 'delivered';
  const recorded = await statements
    .updateTable('webhookDeliveries')
    .set({
      state: isDelivered ? 'delivered' : verdict.kind === 'retry' ? 'pending' : 'dead',
      lastStatus: ended.status,
      lastError: ended.error,
      lastDurationMs: ended.durationMs,
      ...(isDelivered && { deliveredAt: sql<Date>`clock_timestamp()` }),
      ...(verdict.kind === 'retry' && { nextAttemptAt: sql<Date>`clock_timestamp() + ${verdict.delayMs} * interval '1 ms'` }),
    })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('claim', '=', claim)
    .returning('id')
    .executeTakeFirst();
  if (!recorded) return;
  const endpoint = statements.updateTable('webhookEndpoints').where('tenantId', '=', tenantId).where('id', '=', endpointId);
  if (isDelivered) {
    await endpoint.set({ failingSince: null }).where('failingSince', 'is not', null).execute();
    return;
  }
  await endpoint
    .set({ failingSince: sql<Date>`now()` })
    .where('failingSince', 'is', null)
    .execute();
  const reason = verdict.kind === 'gone' ? 'gone' : 'failing';
  const disabled = await endpoint
    .set({ isEnabled: false, disabledReason: reason, updatedAt: sql<Date>`now()` })
    .where('isEnabled', '=', true)
    .where(sql<boolean>`${verdict.kind === 'gone'} or failing_since < now() - ${failingLimitMs} * interval '1 ms'`)
    .returning('id')
    .executeTakeFirst();
  if (!disabled) return;
  await writeAudit(statements, {
    tenantId,
    actor: { kind: 'system', id: 'webhooks' },
    action: 'webhook_endpoint.disabled',
    subjectKind: 'webhook_endpoint',
    subjectId: endpointId,
    before: { isEnabled: true },
    after: { isEnabled: false, disabledReason: reason },
  });
}
