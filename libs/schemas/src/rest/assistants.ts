import { z } from 'zod';

import { idSchema } from '../ids.ts';
import { assistantKnowledgeSchema } from '../knowledge-settings.ts';
import { localeSchema } from '../locale.ts';
import { hasSomeField, nameSchema, noFieldMessage, someOf, timeSchema } from './fields.ts';

const waitMsSchema = z.int().min(0).max(60_000).optional();

/** How long a turn waits for more to come, in ms; what is left out has its default. */
const coalescingSchema = z.strictObject({
  completeWaitMs: waitMsSchema,
  fragmentWaitMs: waitMsSchema,
  leadInWaitMs: waitMsSchema,
  uncaptionedWaitMs: waitMsSchema,
  rhythmMinWaitMs: waitMsSchema,
  rhythmMaxWaitMs: waitMsSchema,
  maxWaitMs: waitMsSchema,
  mediaMaxWaitMs: waitMsSchema,
});

const fields = {
  name: nameSchema,
  instructions: z.string().max(50_000),
  modelTier: z.enum(['flash', 'pro']),
  /** A model by its name; null: the tier's. */
  model: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{0,99}$/, 'must be a model name')
    .nullable(),
  locale: localeSchema,
  temperature: z.number().min(0).max(2),
  maxOutputTokens: z.int().min(16).max(65_536),
  tools: z.array(z.enum(['hand_off_to_human'])).max(16),
  coalescing: coalescingSchema,
  /** How it uses its knowledge bases; stored as far as named, what is left out has its default. */
  knowledge: someOf(assistantKnowledgeSchema),
  /** Where it looks for answers. */
  knowledgeBaseIds: z.array(idSchema).max(50),
};

export const newAssistantSchema = z.strictObject({
  name: fields.name,
  instructions: fields.instructions.default(''),
  modelTier: fields.modelTier.default('flash'),
  model: fields.model.default(null),
  locale: fields.locale.default('en'),
  temperature: fields.temperature.default(0.3),
  maxOutputTokens: fields.maxOutputTokens.default(1_024),
  tools: fields.tools.default(['hand_off_to_human']),
  coalescing: fields.coalescing.default({}),
  knowledge: fields.knowledge.default({}),
  knowledgeBaseIds: fields.knowledgeBaseIds.default([]),
});

/** Only the named fields change, also within `knowledge`; `tools`, `coalescing` and `knowledgeBaseIds` are replaced whole. */
export const assistantChangeSchema = z.strictObject(fields).partial().refine(hasSomeField, noFieldMessage);

/** Stored values are shown as they are, also those that a newer version wrote. */
export const assistantSchema = z.object({
  ...fields,
  id: idSchema,
  name: z.string(),
  instructions: z.string(),
  model: z.string().nullable(),
  tools: z.array(z.string()),
  coalescing: z.record(z.string(), z.unknown()),
  knowledge: assistantKnowledgeSchema,
  knowledgeBaseIds: z.array(idSchema),
  createdAt: timeSchema,
  updatedAt: timeSchema,
});
