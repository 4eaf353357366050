import { z } from 'zod';

import { idSchema } from '../ids.ts';
import { channelTaskKindSchema, channelTaskStateSchema } from '../states.ts';
import { timeSchema } from './fields.ts';

/** What the provider says of a number and its credentials; what it did not tell is left out. */
export const verificationSchema = z.object({
  isOk: z.boolean(),
  /** `refused`: the credentials; `not_found`: the number; `unreachable`: the provider did not answer. */
  reason: z.enum(['refused', 'not_found', 'unreachable']).optional(),
  detail: z.string().optional(),
  displayPhoneNumber: z.string().optional(),
  verifiedName: z.string().optional(),
  nameStatus: z.string().optional(),
  qualityRating: z.string().optional(),
  messagingLimit: z.string().optional(),
  /** Whether the account sends its webhooks to the app of these credentials. */
  isWebhookSubscribed: z.boolean().optional(),
});
export type Verification = z.output<typeof verificationSchema>;

/** How many templates the provider has, and how many that we had are gone there. */
export const templateSyncSchema = z.object({ synced: z.int(), removed: z.int() });
export type TemplateSync = z.output<typeof templateSyncSchema>;

/** Whether the channel's model answers. */
export const modelAnswerSchema = z.object({ isOk: z.boolean(), model: z.string().optional(), detail: z.string().optional() });
export type ModelAnswer = z.output<typeof modelAnswerSchema>;

/** Done by another app: while it is `requested` or `running`, ask again. */
export const channelTaskSchema = z.object({
  id: idSchema,
  channelId: idSchema,
  kind: channelTaskKindSchema,
  state: channelTaskStateSchema,
  /** By `kind`; null until it is done. */
  result: z.unknown().pipe(z.union([verificationSchema, templateSyncSchema, modelAnswerSchema]).nullable()),
  /** Why there is no result, and will be none. */
  failure: z.string().nullable(),
  requestedAt: timeSchema,
  startedAt: timeSchema.nullable(),
  finishedAt: timeSchema.nullable(),
});

/** The hops of a message, in order. `channel`: active, with an assistant that answers on it; `send`: the gateway's way to the provider. */
export const selfCheckHops = ['channel', 'webhook', 'queue', 'processor', 'model', 'send', 'credentials'] as const;
export type SelfCheckHop = (typeof selfCheckHops)[number];

export const selfCheckSchema = z.object({
  isOk: z.boolean(),
  /** The first one that does not work; null when all do. */
  brokenHop: z.enum(selfCheckHops).nullable(),
  hops: z.array(
    z.object({
      name: z.enum(selfCheckHops),
      /** Null: a broken hop lies in between, so that nothing can be said of this one. */
      isOk: z.boolean().nullable(),
      durationMs: z.int().nullable(),
      detail: z.string().nullable(),
      /** What to do about it. */
      advice: z.string().nullable(),
    }),
  ),
});
export type SelfCheck = z.output<typeof selfCheckSchema>;

const failureSchema = z.object({ reason: z.string(), count: z.int() });

export const channelHealthSchema = z.object({
  status: z.enum(['active', 'paused', 'needs_reauth']),
  statusReason: z.string().nullable(),
  statusChangedAt: timeSchema,
  /** `unknown` when nothing was sent or verified since the status changed. */
  token: z.object({ state: z.enum(['ok', 'needs_reauth', 'unknown']), seenAt: timeSchema.nullable() }),
  /** As last told by the provider. */
  verification: z.object({ at: timeSchema, result: z.unknown().pipe(verificationSchema) }).nullable(),
  lastInboundAt: timeSchema.nullable(),
  lastSentAt: timeSchema.nullable(),
  /** Of the last 200 messages that were sent; null: not one of them was. */
  lastDeliveredAt: timeSchema.nullable(),
  /** Messages that failed within the last hour, by reason: an error code of the provider's, or a word of ours. The first 10,000. */
  failuresOfLastHour: z.array(failureSchema),
  /** Conversations in which free-form messages may be sent now; no more than 10,000 are counted. */
  openServiceWindows: z.int(),
  /** Bubbles that have not left; no more than 10,000 are counted. */
  unsent: z.object({ count: z.int(), oldestAt: timeSchema.nullable() }),
  /** Bubbles that wait for their pace or because the provider throttles, and until when the last of them does. */
  throttled: z.object({ count: z.int(), until: timeSchema.nullable() }),
});
