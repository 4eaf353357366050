import { z } from 'zod';

import { idSchema } from '../ids.ts';
import { timeSchema } from './fields.ts';
import { pageQuerySchema } from './page.ts';

/** What the ledger counts. `whatsapp_messages`: delivered ones, as WhatsApp bills them. */
export const usageMetricSchema = z.enum([
  'replies',
  'model_prompt_tokens',
  'model_output_tokens',
  'whatsapp_messages',
  'embedding_tokens',
  'managed_searches',
]);
export type UsageMetric = z.infer<typeof usageMetricSchema>;

/** What sums can be told apart by, besides the metric: different metrics are never added up. */
export const usageDimensionSchema = z.enum(['day', 'assistant', 'channel', 'model']);
export type UsageDimension = z.infer<typeof usageDimensionSchema>;

/** From (included) to (excluded), RFC 3339; without them, the current month so far. What is narrowed to a metric, assistant, channel or model leaves out all other use. */
const usageFilters = {
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  metric: usageMetricSchema.optional(),
  assistantId: idSchema.optional(),
  channelId: idSchema.optional(),
  model: z.string().min(1).max(200).optional(),
};

/** An IANA time zone, in whose midnights days and months begin. */
const timeZoneSchema = z.string().max(64).refine(isTimeZone, 'is no IANA time zone, such as Europe/Paris').default('UTC');

export const usageQuerySchema = z.strictObject({
  ...usageFilters,
  timeZone: timeZoneSchema,
  /** Dimensions with commas between them, such as `day,assistant`. */
  groupBy: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(usageDimensionSchema).max(4))
    .transform((dimensions) => [...new Set(dimensions)])
    .default([]),
});

/** Sums in the order of their groups; a group without any use is not listed, but without groups every metric is. */
export const usageSchema = z.object({
  from: timeSchema,
  to: timeSchema,
  timeZone: z.string(),
  groupBy: z.array(usageDimensionSchema),
  items: z.array(
    z.object({
      /** As the calendar of the time zone has it. */
      day: z.iso.date().optional(),
      /** Null: used by no assistant, such as the embedding of a document. */
      assistantId: idSchema.nullable().optional(),
      channelId: idSchema.nullable().optional(),
      model: z.string().nullable().optional(),
      metric: usageMetricSchema,
      amount: z.int(),
    }),
  ),
});

export const usageExportQuerySchema = z.strictObject(usageFilters);
export const usageRecordsQuerySchema = pageQuerySchema.extend(usageFilters);

/** One row of the ledger. Whose turn and message it was is forgotten when they are erased. */
export const usageRecordSchema = z.object({
  id: idSchema,
  occurredAt: timeSchema,
  metric: usageMetricSchema,
  amount: z.int(),
  /** The provider never told its count. */
  isEstimated: z.boolean(),
  assistantId: idSchema.nullable(),
  channelId: idSchema.nullable(),
  model: z.string().nullable(),
  turnId: idSchema.nullable(),
  messageId: idSchema.nullable(),
  documentId: idSchema.nullable(),
});

/** Offsets such as `+02:00` are no zones: they know no summer. */
function isTimeZone(name: string): boolean {
  if (!/^[a-z]/i.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
