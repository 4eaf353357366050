import { z } from 'zod';

import { assistantTextsSchema, businessHoursSchema, handOffRulesSchema } from './assistant-behaviour.ts';
import { endUserLimitsSchema, outageRulesSchema } from './assistant-restraint.ts';
import { idSchema } from './ids.ts';
import { assistantKnowledgeSchema, readSettings } from './knowledge-settings.ts';
import { localeSchema } from './locale.ts';
import { someOf } from './rest/fields.ts';

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

/** All that decides how an assistant answers: what a draft holds and a version keeps. What is left out has its default. */
export const assistantSettingsSchema = z.strictObject({
  instructions: z.string().max(50_000).default(''),
  modelTier: z.enum(['flash', 'pro']).default('flash'),
  /** A model by its name; null: the tier's. */
  model: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{0,99}$/, 'must be a model name')
    .nullable()
    .default(null),
  /** The assistant's own language. */
  locale: localeSchema.default('en'),
  /** Whether it speaks the end user's language, or always its own. */
  language: z.enum(['end_user', 'fixed']).default('end_user'),
  temperature: z.number().min(0).max(2).default(0.3),
  maxOutputTokens: z.int().min(16).max(65_536).default(1_024),
  tools: z
    .array(z.enum(['hand_off_to_human']))
    .max(16)
    .default(['hand_off_to_human']),
  coalescing: coalescingSchema.default({}),
  /** How it uses its knowledge bases; stored as far as named. */
  knowledge: someOf(assistantKnowledgeSchema).default({}),
  /** Where it looks for answers. */
  knowledgeBaseIds: z.array(idSchema).max(50).default([]),
  texts: assistantTextsSchema.default({}),
  /** Null: always open. */
  businessHours: businessHoursSchema.nullable().default(null),
  handOffRules: handOffRulesSchema.prefault({}),
  endUserLimits: endUserLimitsSchema.prefault({}),
  /** Whether it falls silent with a machine that answers by itself. */
  breaksLoops: z.boolean().default(true),
  outageRules: outageRulesSchema.prefault({}),
});

/** Settings as they are stored and shown, also those that a newer version wrote. */
export const storedAssistantSettingsSchema = z.object({
  ...assistantSettingsSchema.shape,
  instructions: z.string().default(''),
  model: z.string().nullable().default(null),
  tools: z.array(z.string()).default(['hand_off_to_human']),
  coalescing: z.record(z.string(), z.unknown()).default({}),
});
export type AssistantSettings = z.output<typeof storedAssistantSettingsSchema>;

/** A stored draft or version as it is used: what it does not say, or no longer says in a way that fits, has its default. */
export const readAssistantSettings = (stored: unknown): AssistantSettings => readSettings(storedAssistantSettingsSchema, stored);
