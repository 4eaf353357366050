import { z } from 'zod';

import { idSchema } from '../ids.ts';
import { nameSchema, timeSchema } from './fields.ts';

export const newKnowledgeBaseSchema = z.strictObject({ name: nameSchema, mode: z.enum(['local']).default('local') });

export const knowledgeBaseSchema = z.object({
  id: idSchema,
  name: z.string(),
  mode: z.enum(['local', 'vertex_search']),
  createdAt: timeSchema,
  updatedAt: timeSchema,
});
