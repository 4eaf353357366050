import { z } from 'zod';

import { idSchema } from '../ids.ts';
import { localeSchema } from '../locale.ts';
import { hasSomeField, nameSchema, noFieldMessage, timeSchema } from './fields.ts';

/** What the tenant pays for, as the platform calls it. */
const planSchema = z.string().trim().min(1).max(100);

export const tenantSchema = z.object({
  id: idSchema,
  slug: z.string(),
  name: z.string(),
  status: z.enum(['active', 'suspended']),
  plan: z.string(),
  defaultLocale: localeSchema,
  createdAt: timeSchema,
  updatedAt: timeSchema,
});

export const newTenantSchema = z.strictObject({
  slug: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be 1 to 63 lower-case letters, digits and hyphens'),
  name: nameSchema,
  defaultLocale: localeSchema.default('en'),
  plan: planSchema.default('standard'),
});

export const tenantChangeSchema = z
  .strictObject({ name: nameSchema, defaultLocale: localeSchema, plan: planSchema })
  .partial()
  .refine(hasSomeField, noFieldMessage);
