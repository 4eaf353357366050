import { z } from 'zod';

import { timeSchema } from './fields.ts';

/** `model_tokens`: what goes into the model and what comes out. `embedding_tokens`: of documents and of questions about them. */
export const quotaMetricSchema = z.enum(['replies', 'model_tokens', 'embedding_tokens']);
export type QuotaMetric = z.infer<typeof quotaMetricSchema>;

export const quotaParamsSchema = z.strictObject({ metric: quotaMetricSchema, period: z.enum(['day', 'month']) });

export const quotaLimitSchema = z.strictObject({ limit: z.int().min(0) });

/** A quota, and what the current period (of UTC) has of it. */
export const quotaSchema = quotaParamsSchema
  .extend({
    limit: z.int(),
    used: z.int(),
    /** Held by turns under way, so that together they cannot pass the limit; what they do not use comes back. */
    reserved: z.int(),
    remaining: z.int().min(0),
    openReservations: z.object({ count: z.int(), amount: z.int(), oldestAt: timeSchema.nullable() }),
    periodStartedAt: timeSchema,
    resetsAt: timeSchema,
    /** When something was first refused in this period. */
    reachedAt: timeSchema.nullable(),
    /** Refused turns tell the end user once per period; documents wait with the reason `quota_exceeded` and go on by themselves. */
    whenReached: z.enum(['turns_are_refused', 'documents_wait']),
  })
  .strip();
