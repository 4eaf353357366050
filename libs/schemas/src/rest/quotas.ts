import { z } from 'zod';

import { timeSchema } from './fields.ts';

export const quotaParamsSchema = z.strictObject({ metric: z.enum(['replies', 'model_tokens']), period: z.enum(['day', 'month']) });

export const quotaLimitSchema = z.strictObject({ limit: z.int().min(0) });

/** A quota and what is used of it, and reserved by turns under way, in the current period (UTC). */
export const quotaSchema = quotaParamsSchema
  .extend({ limit: z.int(), used: z.int(), reserved: z.int(), periodStartedAt: timeSchema })
  .strip();
