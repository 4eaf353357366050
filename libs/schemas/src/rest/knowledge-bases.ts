import { z } from 'zod';

import { idSchema } from '../ids.ts';
import { knowledgeBaseSettingsSchema } from '../knowledge-settings.ts';
import { documentStateSchema } from '../states.ts';
import { hasSomeField, nameSchema, noFieldMessage, someOf, timeSchema } from './fields.ts';

/** `local`: chunks and vectors in our own Postgres; `vertex_search`: Vertex AI Search holds them. */
const knowledgeBaseModeSchema = z.enum(['local', 'vertex_search']);

const fields = {
  name: nameSchema,
  /** Stored as far as named; what is left out has its default. How documents are cut takes effect when they are indexed next. */
  settings: someOf(knowledgeBaseSettingsSchema),
  embeddingModel: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,99}$/, 'must be a model name'),
  /** Length of the vectors. */
  embeddingDimension: z.literal([768, 1536]),
};

export const newKnowledgeBaseSchema = z.strictObject({
  name: fields.name,
  mode: knowledgeBaseModeSchema.default('local'),
  settings: fields.settings.default({}),
  /** By default the platform's. */
  embeddingModel: fields.embeddingModel.optional(),
  embeddingDimension: fields.embeddingDimension.optional(),
});

/**
 * Only the named fields change, also within `settings`. Another embedding model or dimension starts re-embedding; until all vectors are
 * made, the ones that are there answer. Naming the one in use ends it.
 */
export const knowledgeBaseChangeSchema = z.strictObject(fields).partial().refine(hasSomeField, noFieldMessage);

export const knowledgeBaseSchema = z.object({
  id: idSchema,
  name: z.string(),
  mode: knowledgeBaseModeSchema,
  settings: knowledgeBaseSettingsSchema,
  /** The least cosine that counts here: the settings' own, or the platform's. */
  similarityFloor: z.number(),
  embeddingModel: z.string(),
  embeddingDimension: z.int(),
  /** The change of model under way; `progress` is the share of chunks that have their next vector, 0 to 1. */
  reembedding: z.object({ model: z.string(), dimension: z.int(), progress: z.number() }).nullable(),
  /** In which its chunks are written. */
  languages: z.array(z.string()),
  chunkCount: z.int(),
  /** How many documents there are in each state. */
  documents: z.record(documentStateSchema.exclude(['deleting']), z.int()),
  createdAt: timeSchema,
  updatedAt: timeSchema,
});
