import { z } from 'zod';

import { idSchema } from '../ids.ts';
import { scopeSchema, tenantRoleSchema } from '../permissions.ts';
import { hasSomeField, nameSchema, noFieldMessage, timeSchema } from './fields.ts';

/** What a key is narrowed to; null: everything that its role may. */
const scopesSchema = z
  .array(scopeSchema)
  .min(1)
  .refine((scopes) => new Set(scopes).size === scopes.length, 'names a scope twice')
  .nullable();

const expirySchema = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .nullable();

export const apiKeySchema = z.object({
  id: idSchema,
  name: z.string(),
  /** How the secret begins: enough to recognise a key, useless to call with. */
  prefix: z.string(),
  role: tenantRoleSchema,
  scopes: z.array(scopeSchema).nullable(),
  expiresAt: timeSchema.nullable(),
  /** Exact to a minute. */
  lastUsedAt: timeSchema.nullable(),
  revokedAt: timeSchema.nullable(),
  /** The secret that the last rotation replaced, while it still works. */
  previousSecret: z.object({ prefix: z.string(), expiresAt: timeSchema }).nullable(),
  createdAt: timeSchema,
  updatedAt: timeSchema,
});

/** The only answer that ever carries the secret. */
export const issuedApiKeySchema = apiKeySchema.extend({ secret: z.string() });

export const newApiKeySchema = z.strictObject({
  name: nameSchema,
  role: tenantRoleSchema,
  scopes: scopesSchema.default(null),
  expiresAt: expirySchema.default(null),
});

export const apiKeyChangeSchema = z
  .strictObject({ name: nameSchema.optional(), scopes: scopesSchema.optional(), expiresAt: expirySchema.optional() })
  .refine(hasSomeField, noFieldMessage);

const longestOverlapSeconds = 30 * 24 * 3_600;

/** For how long the old secret goes on working beside the new one. */
export const apiKeyRotationSchema = z
  .strictObject({
    overlapSeconds: z
      .int()
      .min(0)
      .max(longestOverlapSeconds)
      .default(24 * 3_600),
  })
  .prefault({});
