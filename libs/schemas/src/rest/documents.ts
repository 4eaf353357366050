import { z } from 'zod';

import { idSchema } from '../ids.ts';
import { documentStageSchema, documentStateSchema } from '../states.ts';
import { hasSomeField, nameSchema, noFieldMessage, storable, timeSchema } from './fields.ts';
import { pageQuerySchema } from './page.ts';

const scalarSchema = z.union([z.string().max(1_000), z.number(), z.boolean()]);

/** What a tenant knows of a document and filters by: up to 50 fields, each a text, a number, a yes or no, or a list of these. */
export const documentMetadataSchema = z
  .record(z.string().min(1).max(100), z.union([scalarSchema, z.array(scalarSchema).max(50)]))
  .refine((metadata) => Object.keys(metadata).length <= 50, 'may have at most 50 fields');

/** A web page, or whatever file answers at its address. */
const webDocumentSchema = z.strictObject({
  name: nameSchema.optional(),
  url: z
    .url({ protocol: /^https?$/, message: 'must be an http(s) URL' })
    .max(2_000)
    .refine((url) => !/^https?:\/\/[^/?#]*@/i.test(url), 'must not carry a user name or password'),
  metadata: documentMetadataSchema.default({}),
});

/** An object of Cloud Storage: in the tenant's own part of the platform's bucket, or in a bucket that the platform opened for this. */
const objectDocumentSchema = z.strictObject({
  name: nameSchema.optional(),
  uri: z
    .string()
    .max(2_000)
    .regex(/^gs:\/\/[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]\/.+$/, 'must be gs://bucket/name'),
  metadata: documentMetadataSchema.default({}),
});

export const linkedDocumentSchema = z.union([webDocumentSchema, objectDocumentSchema]);

/** The fields beside the `file` of a new document's form; `metadata` is JSON. */
export const uploadFieldsSchema = z.strictObject({
  name: nameSchema.optional(),
  metadata: z.preprocess(parseJson, documentMetadataSchema).optional(),
});

const reviver = (_key: string, value: unknown): unknown => (typeof value === 'string' ? storable(value) : value);

/** Text that is no JSON stays what it is, and does not fit. */
function parseJson(value: unknown): unknown {
  try {
    return typeof value === 'string' ? (JSON.parse(value, reviver) as unknown) : value;
  } catch {
    return value;
  }
}

/** The form of new content has nothing beside its `file`. */
export const contentFieldsSchema = z.strictObject({});

/** `metadata` is replaced whole. */
export const documentChangeSchema = z
  .strictObject({ name: nameSchema, metadata: documentMetadataSchema })
  .partial()
  .refine(hasSomeField, noFieldMessage);

const visibleStateSchema = documentStateSchema.exclude(['deleting']);

export const documentsQuerySchema = pageQuerySchema.extend({ state: visibleStateSchema.optional() });

export const documentSchema = z.object({
  id: idSchema,
  knowledgeBaseId: idSchema,
  name: z.string(),
  mimeType: z.string(),
  source: z.object({ kind: z.enum(['upload', 'uri', 'web']), uri: z.string().nullable() }),
  sizeBytes: z.int().nullable(),
  /** Of the newest content, hexadecimal; null until it is there. */
  sha256: z.string().nullable(),
  /** Where the newest content stands. */
  state: z.unknown().pipe(visibleStateSchema),
  stage: z.unknown().pipe(documentStageSchema.nullable()),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** Of the newest content; null: not known yet, or there are no pages. */
  progress: z.object({
    pagesTotal: z.int().nullable(),
    pagesWithText: z.int().nullable(),
    chunksPlanned: z.int().nullable(),
    chunksEmbedded: z.int().nullable(),
  }),
  /** The content that answers questions; 0: none yet. */
  version: z.int(),
  isSearchable: z.boolean(),
  /** Of the content that answers questions. */
  chunkCount: z.int(),
  tokenCount: z.int(),
  language: z.string().nullable(),
  metadata: z.record(z.string(), z.unknown()),
  createdAt: timeSchema,
  updatedAt: timeSchema,
  readyAt: timeSchema.nullable(),
});

/** `isUnchanged`: the same bytes were there already, so nothing is done. */
export const uploadedDocumentSchema = documentSchema.extend({ isUnchanged: z.boolean() });
