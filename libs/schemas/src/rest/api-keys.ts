import { z } from 'zod';

import { idSchema } from '../ids.ts';
import { nameSchema, timeSchema } from './fields.ts';

/** What a bearer may do: owner ⊃ admin ⊃ agent ⊃ viewer. */
const roleSchema = z.enum(['owner', 'admin', 'agent', 'viewer']);

export const apiKeySchema = z.object({
  id: idSchema,
  name: z.string(),
  prefix: z.string(),
  role: roleSchema,
  expiresAt: timeSchema.nullable(),
  revokedAt: timeSchema.nullable(),
  createdAt: timeSchema,
});

/** The only answer that ever carries the secret. */
export const issuedApiKeySchema = apiKeySchema.extend({ secret: z.string() });

export const newApiKeySchema = z.strictObject({ name: nameSchema, role: roleSchema });
