import { z } from 'zod';

import type { AssistantSettings } from '../assistant-settings.ts';
import { idSchema } from '../ids.ts';
import { localeSchema } from '../locale.ts';
import { timeSchema } from './fields.ts';

const wordsSchema = z.string().trim().min(1).max(4_096);

export const newPlaygroundRunSchema = z.strictObject({
  /** What an end user writes in one go: the turn takes them all and answers once. */
  messages: z.array(wordsSchema).min(1).max(20),
  /** What was said before, oldest first. */
  history: z
    .array(z.strictObject({ author: z.enum(['end_user', 'assistant', 'human']), text: wordsSchema }))
    .max(100)
    .default([]),
  /** The version that answers; null: the draft. */
  version: z.int().min(1).max(2_147_483_647).nullable().default(null),
  /** So long the answer is waited for; a run that takes longer is answered as it is then, and goes on. */
  waitSeconds: z.int().min(0).max(50).default(30),
});

/** What a run was asked, and the settings that answer, as they were when it was asked. */
export type PlaygroundRequest = Omit<z.output<typeof newPlaygroundRunSchema>, 'waitSeconds'> & { readonly settings: AssistantSettings };

const playgroundResultSchema = z.object({
  /** As in the record of a turn: `answered`, `handed_off`, or why there is no answer of the model. */
  outcome: z.string(),
  /** Why it would go to a human. */
  handOffReason: z.string().nullable(),
  /** What would be sent, in Markdown; null: nothing would. */
  text: z.string().nullable(),
  /** The language of our own sentences. */
  locale: localeSchema,
  /** The tools that the model called; in the playground a call has no effect. */
  toolsCalled: z.array(z.string()),
  /** What of the documents was put before the model, best first. */
  passages: z.array(
    z.object({
      documentId: idSchema,
      documentName: z.string(),
      heading: z.string().nullable(),
      page: z.int().nullable(),
      /** Cosine between question and passage; null when only words found it. */
      similarity: z.number().nullable(),
      isCited: z.boolean(),
    }),
  ),
  /** Null when the model was not asked. */
  model: z.string().nullable(),
  promptTokens: z.int(),
  outputTokens: z.int(),
  steps: z.array(z.object({ name: z.string(), ms: z.number() })),
});
export type PlaygroundResult = z.output<typeof playgroundResultSchema>;

/** Why a run has no result. `interrupted`: its worker died. */
export const playgroundErrorCodes = [
  'quota_exceeded',
  'tenant_suspended',
  'model_unavailable',
  'model_failed',
  'interrupted',
  'internal_error',
] as const;
export type PlaygroundErrorCode = (typeof playgroundErrorCodes)[number];

/** A turn that answers nobody. */
export const playgroundRunSchema = z.object({
  id: idSchema,
  assistantId: idSchema,
  /** Null: the draft, as it was then. */
  version: z.int().nullable(),
  state: z.enum(['queued', 'running', 'done', 'failed']),
  messages: z.array(z.string()),
  history: z.array(z.object({ author: z.enum(['end_user', 'assistant', 'human']), text: z.string() })),
  /** Once it is done. */
  result: playgroundResultSchema.nullable(),
  /** Once it failed. */
  errorCode: z.enum(playgroundErrorCodes).nullable(),
  createdAt: timeSchema,
  finishedAt: timeSchema.nullable(),
});
