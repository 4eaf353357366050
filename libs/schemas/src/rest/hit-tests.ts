import { z } from 'zod';

import { idSchema } from '../ids.ts';
import { documentMetadataSchema } from './documents.ts';
import { timeSchema } from './fields.ts';

export const newHitTestSchema = z.strictObject({
  query: z.string().trim().min(1).max(4_096),
  limit: z.int().min(1).max(50).default(10),
  /** Which ranking is asked: meaning, words, or both, as for end users. */
  leg: z.enum(['hybrid', 'vector', 'text']).default('hybrid'),
  /** What was said before, oldest first. */
  history: z
    .array(z.strictObject({ role: z.enum(['end_user', 'business']), text: z.string().max(4_096) }))
    .max(50)
    .default([]),
  /** Only documents whose metadata hold all of these. */
  filter: documentMetadataSchema.optional(),
});

const hitSchema = z.object({
  chunkId: z.string(),
  documentId: idSchema,
  documentName: z.string(),
  heading: z.string().nullable(),
  page: z.int().nullable(),
  text: z.string(),
  /** Cosine between question and chunk; null when only words found it. */
  similarity: z.number().nullable(),
  /** 1 for the best of its ranking; null when that ranking did not hold it. */
  vectorRank: z.int().nullable(),
  textRank: z.int().nullable(),
  textScore: z.number().nullable(),
  /** The share of the question's words, by their weight, that stand in the chunk. */
  coverage: z.number(),
  score: z.number(),
  /** Near enough to be put before the model. */
  isAboveFloor: z.boolean(),
});

/** What a question finds, as an end user's would. */
export const hitTestSchema = z.object({
  id: idSchema,
  query: z.string(),
  /** What was really looked for: the query, made whole by what was said before. */
  question: z.string(),
  hits: z.array(z.unknown().pipe(hitSchema)),
  timings: z.object({ embedMs: z.number(), searchMs: z.number() }),
  createdAt: timeSchema,
});
