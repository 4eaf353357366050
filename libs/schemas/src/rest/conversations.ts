import { z } from 'zod';

import { idSchema } from '../ids.ts';
import { messageContentSchema } from '../message-content.ts';
import { authorSchema, handledBySchema, inboundStateSchema, mediaStateSchema, outboundStateSchema } from '../states.ts';
import { endUserSearchFields, isOneSearch, oneSearchMessage } from './end-user-search.ts';
import { timeSchema } from './fields.ts';
import { pageQuerySchema } from './page.ts';

export * from './turns.ts';

const conversationStateSchema = z.enum(['open', 'closed']);

/** All filters hold together; the end user is searched for by one of the four. */
export const conversationsQuerySchema = pageQuerySchema
  .extend({
    channelId: idSchema.optional(),
    /** Those on the channels on which it answers now. */
    assistantId: idSchema.optional(),
    endUserId: idSchema.optional(),
    handledBy: handledBySchema.optional(),
    state: conversationStateSchema.optional(),
    /** Those whose end user waits for an answer at least as long; the one that waits longest comes first. */
    unansweredSeconds: z.coerce.number().int().min(0).max(2_147_483_647).optional(),
    /** Those in which somebody wrote since. */
    activeSince: z.iso
      .datetime({ offset: true })
      .transform((time) => new Date(time))
      .optional(),
    ...endUserSearchFields,
  })
  .refine(isOneSearch, oneSearchMessage)
  .refine(
    ({ unansweredSeconds, name, phone, username, bsuid }) =>
      unansweredSeconds === undefined || [name, phone, username, bsuid].every((value) => value === undefined),
    'unansweredSeconds has an order of its own: search without it',
  );

export const conversationSchema = z.object({
  id: idSchema,
  channelId: idSchema,
  endUserId: idSchema,
  displayName: z.string().nullable(),
  handledBy: handledBySchema,
  /** `closed` until the end user writes again, or a human takes over. */
  state: conversationStateSchema,
  epoch: z.int(),
  lastInboundAt: timeSchema.nullable(),
  lastMessageAt: timeSchema.nullable(),
  /** Until then free-form messages may be sent; null: the end user never wrote. Afterwards only message templates. */
  serviceWindowEndsAt: timeSchema.nullable(),
  /** The first message that waits for whoever handles the conversation, and how many do. */
  unansweredSince: timeSchema.nullable(),
  unansweredCount: z.int(),
  /** Since then the assistant answers nothing, because a machine seems to write; handing back ends it. */
  quietSince: timeSchema.nullable(),
  closedAt: timeSchema.nullable(),
  optedOutAt: timeSchema.nullable(),
  blockedAt: timeSchema.nullable(),
  createdAt: timeSchema,
});

/** For the badges of an inbox: no count goes beyond 1,000. */
export const conversationCountsSchema = z.object({
  open: z.int(),
  handledByHuman: z.int(),
  unanswered: z.int(),
  unansweredByHuman: z.int(),
  /** Since when the one that waits longest does. */
  unansweredSince: timeSchema.nullable(),
});

/** The note says why, for the audit log: nothing of the end user's belongs into it. */
export const closingSchema = z.strictObject({ note: z.string().trim().min(1).max(1_000).optional() });

/** From where on: who knows the last message it has goes on after its seq. A page never cuts a reply in two: it may hold more than `limit`. */
export const messagesQuerySchema = pageQuerySchema.extend({ afterSeq: z.coerce.number().int().min(0).max(2_147_483_647).default(0) });

/** The file that came with a message; `GET /v1/messages/{id}/media` has its bytes once it is `ready`. */
const messageMediaSchema = z.object({
  state: z.unknown().pipe(mediaStateSchema),
  stateReason: z.string().nullable(),
  mimeType: z.string(),
  filename: z.string().nullable(),
  sizeBytes: z.int().nullable(),
});

const messageStateSchema = z.enum([...inboundStateSchema.options, ...outboundStateSchema.options]);

export const messageSchema = z.object({
  id: idSchema,
  seq: z.int(),
  part: z.int(),
  direction: z.enum(['inbound', 'outbound']),
  author: authorSchema,
  kind: z.string(),
  /** By `kind`; a kind of a newer version is passed on as it is. */
  content: z.union([messageContentSchema, z.looseObject({ kind: z.string() })]),
  media: messageMediaSchema.nullable(),
  state: z.unknown().pipe(messageStateSchema),
  stateReason: z.string().nullable(),
  providerMessageId: z.string().nullable(),
  turnId: idSchema.nullable(),
  createdAt: timeSchema,
  sentAt: timeSchema.nullable(),
  deliveredAt: timeSchema.nullable(),
  readAt: timeSchema.nullable(),
});

/** What a human writes to the end user, within the service window; `replyTo`: our id of the message of this conversation that it quotes. */
export const humanMessageSchema = z.strictObject({ text: z.string().trim().min(1).max(4_096), replyTo: idSchema.optional() });

/** The fields beside the `file` that a human sends; words below a recording are not shown by WhatsApp. */
export const humanFileFieldsSchema = z.strictObject({
  caption: z.string().trim().min(1).max(1_024).optional(),
  replyTo: idSchema.optional(),
});

/** The message waits in the outbox; where it stands is told by the conversation's messages. */
export const queuedMessageSchema = z.object({ id: idSchema, conversationId: idSchema, seq: z.int(), state: z.literal('queued') });
