import { z } from 'zod';

import { idSchema } from '../ids.ts';
import { eventKindSchema } from './events.ts';
import { hasSomeField, nameSchema, noFieldMessage, timeSchema } from './fields.ts';
import { pageQuerySchema } from './page.ts';

const fields = {
  name: nameSchema,
  url: z.url({ protocol: /^https?$/, message: 'must be an https URL' }).max(2_000),
  /** Which events are delivered; empty: all. */
  kinds: z.array(eventKindSchema).max(100),
};

export const newWebhookEndpointSchema = z.strictObject({ ...fields, kinds: fields.kinds.default([]) });

export const webhookEndpointChangeSchema = z
  .strictObject({ ...fields, isEnabled: z.boolean() })
  .partial()
  .refine(hasSomeField, noFieldMessage);

export const webhookEndpointSchema = z.object({
  id: idSchema,
  name: z.string(),
  url: z.string(),
  kinds: z.array(z.string()),
  isEnabled: z.boolean(),
  /** `gone`: it answered 410; `failing`: nothing but failures for days. */
  disabledReason: z.enum(['by_admin', 'gone', 'failing']).nullable(),
  /** Since when every try failed; null: the last one succeeded, or there was none. */
  failingSince: timeSchema.nullable(),
  /** Until then deliveries are signed with the secret before the last rotation as well. */
  previousSecretUntil: timeSchema.nullable(),
  createdAt: timeSchema,
  updatedAt: timeSchema,
});

/** The only answers that carry the secret: `whsec_…`, as Standard Webhooks libraries take it. */
export const issuedWebhookEndpointSchema = webhookEndpointSchema.extend({ secret: z.string() });

/** For how long the old secret signs beside the new one. */
export const webhookRotationSchema = z
  .strictObject({
    overlapSeconds: z
      .int()
      .min(0)
      .max(30 * 24 * 3_600)
      .default(24 * 3_600),
  })
  .prefault({});

const deliveryStateSchema = z.enum(['pending', 'delivered', 'dead']);

export const webhookDeliveriesQuerySchema = pageQuerySchema.extend({ state: deliveryStateSchema.optional() });

export const webhookDeliverySchema = z.object({
  id: idSchema,
  endpointId: idSchema,
  /** Sent as `webhook-id`, the same in every try. */
  eventId: idSchema,
  kind: z.string(),
  /** `dead`: the last of its tries failed; redelivering begins again. */
  state: deliveryStateSchema,
  attempts: z.int(),
  /** Null when there will be no further try. */
  nextAttemptAt: timeSchema.nullable(),
  lastAttemptAt: timeSchema.nullable(),
  /** What the endpoint answered; null when it did not. */
  lastStatus: z.int().nullable(),
  lastError: z.string().nullable(),
  lastDurationMs: z.int().nullable(),
  deliveredAt: timeSchema.nullable(),
  createdAt: timeSchema,
});

/** The event that a test wrote; its delivery follows within seconds. */
export const webhookTestSchema = z.object({ eventId: idSchema });
