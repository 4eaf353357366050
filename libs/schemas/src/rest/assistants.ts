import { z } from 'zod';

import { assistantSettingsSchema, storedAssistantSettingsSchema } from '../assistant-settings.ts';
import { idSchema } from '../ids.ts';
import { assistantKnowledgeSchema } from '../knowledge-settings.ts';
import { hasSomeField, nameSchema, noFieldMessage, someOf, timeSchema } from './fields.ts';

export const newAssistantSchema = z.strictObject({ name: nameSchema, ...assistantSettingsSchema.shape });

/** Only the named fields change, also within `knowledge`; other lists and objects are replaced whole. */
export const assistantChangeSchema = someOf(newAssistantSchema).refine(hasSomeField, noFieldMessage);

/** `knowledge` is shown with the defaults of what it does not set. */
const shownSettings = { ...storedAssistantSettingsSchema.shape, knowledge: assistantKnowledgeSchema };

/** The draft, and how it stands to what is published. */
export const assistantSchema = z.object({
  ...shownSettings,
  id: idSchema,
  name: z.string(),
  /** The version that answers. */
  publishedVersion: z.int(),
  publishedAt: timeSchema,
  /** The draft says something else than the version that answers. */
  hasUnpublishedChanges: z.boolean(),
  createdAt: timeSchema,
  updatedAt: timeSchema,
});

const noteSchema = z.string().trim().min(1).max(1_000);

export const publicationSchema = z.strictObject({
  /** What changed and why, for those who come after. */
  note: noteSchema,
});

export const rollbackSchema = z.strictObject({ version: z.int().min(1).max(2_147_483_647), note: noteSchema.nullable().default(null) });

export const assistantVersionSchema = z.object({
  number: z.int(),
  note: z.string().nullable(),
  /** The older version whose settings it has again. */
  rolledBackTo: z.int().nullable(),
  publishedBy: z.object({ kind: z.string(), id: z.string().nullable() }),
  publishedAt: timeSchema,
});

/** What publishing ended in; unchanged: the draft says what is published already, and this is that version. */
export const publishedVersionSchema = assistantVersionSchema.extend({ isUnchanged: z.boolean() });

export const assistantVersionWithSettingsSchema = assistantVersionSchema.extend({ settings: z.object(shownSettings) });

const versionNumberSchema = z.coerce.number().int().min(1).max(2_147_483_647);

export const assistantVersionParamsSchema = z.strictObject({ id: idSchema, number: versionNumberSchema });

const sideSchema = z.union([z.enum(['draft', 'published']), versionNumberSchema], 'must be the number of a version, published or draft');

export const assistantDiffQuerySchema = z.strictObject({ from: sideSchema.default('published'), to: sideSchema.default('draft') });

/** What `to` says differently than `from`; nothing: they are the same. */
export const assistantDiffSchema = z.object({
  from: sideSchema,
  to: sideSchema,
  /** One for each field, by its path; absent on a side: null. */
  changes: z.array(z.object({ path: z.string(), from: z.unknown(), to: z.unknown() })),
  /** The instructions line by line; empty when they are the same. */
  instructions: z.array(z.object({ kind: z.enum(['same', 'removed', 'added']), lines: z.array(z.string()) })),
});
