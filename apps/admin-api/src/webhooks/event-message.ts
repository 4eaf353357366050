import type { EventMessage } from '@sylion/schemas';

/** An event as it is told outside: the same in a webhook and in the event stream. */
export const toEventMessage = (
  tenantId: string,
  event: { readonly id: string; readonly kind: string; readonly occurredAt: Date; readonly data: Record<string, unknown> },
): EventMessage => ({ id: event.id, type: event.kind, timestamp: event.occurredAt.toISOString(), tenantId, data: event.data });
