import { z } from 'zod';

import { idSchema } from './ids.ts';
import type { ChannelTaskKind } from './states.ts';

/**
 * A queue as one object: producer and consumer both take it, and both parse with its schema. Payloads carry the tenant and ids,
 * never content: Postgres is the truth, a job is only the nudge to look there. A new payload shape is a new queue name.
 */
export interface QueueContract<Payload extends { tenantId: string }> {
  readonly name: string;
  readonly version: number;
  readonly schema: z.ZodType<Payload>;
  /** At most one waiting job per this key; a nudge that comes while one runs is kept and runs next. */
  readonly deduplicationId: (payload: Payload) => string;
  readonly attempts: number;
  readonly backoffMs: number;
}

const conversationNudgeSchema = z.strictObject({ version: z.literal(1), tenantId: idSchema, conversationId: idSchema });
const mediaFetchSchema = z.strictObject({ version: z.literal(1), tenantId: idSchema, mediaId: idSchema });
const documentIngestSchema = z.strictObject({ version: z.literal(1), tenantId: idSchema, documentId: idSchema });
const playgroundNudgeSchema = z.strictObject({ version: z.literal(1), tenantId: idSchema, runId: idSchema });
const channelTaskNudgeSchema = z.strictObject({ version: z.literal(1), tenantId: idSchema, taskId: idSchema });

export type ConversationNudge = z.infer<typeof conversationNudgeSchema>;
export type MediaFetch = z.infer<typeof mediaFetchSchema>;
export type DocumentIngest = z.infer<typeof documentIngestSchema>;
export type PlaygroundNudge = z.infer<typeof playgroundNudgeSchema>;
export type ChannelTaskNudge = z.infer<typeof channelTaskNudgeSchema>;

const perConversation = (nudge: ConversationNudge): string => `${nudge.tenantId}_${nudge.conversationId}`;

/** "This conversation has unanswered messages": gateway → processor-worker. */
export const incomingMessages: QueueContract<ConversationNudge> = {
  name: 'incoming_messages',
  version: 1,
  schema: conversationNudgeSchema,
  deduplicationId: perConversation,
  attempts: 4,
  backoffMs: 1_000,
};

/** "This conversation has bubbles to send, or its turn is under way": processor-worker and admin-api → gateway. */
export const outgoingMessages: QueueContract<ConversationNudge> = {
  name: 'outgoing_messages',
  version: 1,
  schema: conversationNudgeSchema,
  deduplicationId: perConversation,
  attempts: 8,
  backoffMs: 1_000,
};

/** "This media is not fetched yet": gateway → gateway, the only holder of channel tokens. */
export const mediaFetches: QueueContract<MediaFetch> = {
  name: 'media_fetches',
  version: 1,
  schema: mediaFetchSchema,
  deduplicationId: (fetch) => `${fetch.tenantId}_${fetch.mediaId}`,
  attempts: 6,
  backoffMs: 1_000,
};

/** "This document is to be made searchable": admin-api → rag-ingest-worker. */
export const documentIngests: QueueContract<DocumentIngest> = {
  name: 'document_ingests',
  version: 1,
  schema: documentIngestSchema,
  deduplicationId: (ingest) => `${ingest.tenantId}_${ingest.documentId}`,
  attempts: 5,
  backoffMs: 2_000,
};

/** "This run of the playground waits": admin-api → processor-worker. */
export const playgroundRuns: QueueContract<PlaygroundNudge> = {
  name: 'playground_runs',
  version: 1,
  schema: playgroundNudgeSchema,
  deduplicationId: (nudge) => `${nudge.tenantId}_${nudge.runId}`,
  attempts: 4,
  backoffMs: 1_000,
};

/** "An admin wants something of this channel's provider": admin-api → gateway. */
export const channelTasks: QueueContract<ChannelTaskNudge> = {
  name: 'channel_tasks',
  version: 1,
  schema: channelTaskNudgeSchema,
  deduplicationId: (nudge) => `${nudge.tenantId}_${nudge.taskId}`,
  attempts: 3,
  backoffMs: 1_000,
};

/** "An admin wants to know whether the model answers": admin-api → processor-worker. */
export const modelTasks: QueueContract<ChannelTaskNudge> = { ...channelTasks, name: 'model_tasks' };

/** Which queue leads to the app that works a task off. */
export const queueOfTask = (kind: ChannelTaskKind): QueueContract<ChannelTaskNudge> => (kind === 'ask_model' ? modelTasks : channelTasks);

export const queueContracts = [
  incomingMessages,
  outgoingMessages,
  mediaFetches,
  documentIngests,
  playgroundRuns,
  channelTasks,
  modelTasks,
] as const;

/** The dead-letter queue that belongs to a queue. */
export const deadLetterQueueName = (contract: { name: string }): string => `${contract.name}_dead`;
