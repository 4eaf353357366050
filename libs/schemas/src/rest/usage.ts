import { z } from 'zod';

import { timeSchema } from './fields.ts';

/** From (included) to (excluded), RFC 3339; without them, the current month so far (UTC). */
export const usageQuerySchema = z.strictObject({
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
});

export const usageMetricSchema = z.enum([
  'replies',
  'model_prompt_tokens',
  'model_output_tokens',
  'whatsapp_messages',
  'embedding_tokens',
  'managed_searches',
]);

export const usageSchema = z.object({
  from: timeSchema,
  to: timeSchema,
  items: z.array(z.object({ metric: usageMetricSchema, amount: z.int() })),
});
