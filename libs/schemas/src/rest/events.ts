import { z } from 'zod';

import { idSchema } from '../ids.ts';

/** Everything that may happen in a tenant and is told. Kinds are only ever added. */
export const eventKindSchema = z.enum([
  'message.received',
  'message.queued',
  'message.sent',
  'message.delivered',
  'message.read',
  'message.failed',
  'message.cancelled',
  'turn.finished',
  'conversation.taken_over',
  'conversation.handed_off',
  'conversation.handed_back',
  'conversation.closed',
  'conversation.went_quiet',
  'conversation.resumed',
  'end_user.opted_out',
  'end_user.opted_in',
  'end_user.blocked',
  'end_user.unblocked',
  'document.ready',
  'document.needs_ocr',
  'document.failed',
  'channel.needs_reauth',
  'channel.paused',
  'channel.resumed',
  'quota.reached',
  'webhook_endpoint.disabled',
  'webhook_endpoint.tested',
]);

/** An event as webhooks and the event stream tell it; `data` has ids and states only, what they belong to is fetched. */
export const eventSchema = z.object({
  id: idSchema,
  type: z.string(),
  timestamp: z.iso.datetime(),
  tenantId: idSchema,
  data: z.record(z.string(), z.unknown()),
});
export type EventMessage = z.output<typeof eventSchema>;

/** `kinds`: separated by commas; without it, all. */
export const eventsQuerySchema = z.strictObject({
  conversationId: idSchema.optional(),
  kinds: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(eventKindSchema).min(1))
    .optional(),
});
