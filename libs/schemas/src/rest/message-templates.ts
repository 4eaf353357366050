import { z } from 'zod';

import { idSchema } from '../ids.ts';
import { templateComponentSchema } from '../message-template.ts';
import { timeSchema } from './fields.ts';
import { pageQuerySchema } from './page.ts';

export const messageTemplatesQuerySchema = pageQuerySchema.extend({
  channelId: idSchema.optional(),
  /** As the provider says it: APPROVED, PAUSED … */
  status: z.string().min(1).max(50).optional(),
});

/** A template as the provider had it when it was last synced. */
export const messageTemplateSchema = z.object({
  id: idSchema,
  channelId: idSchema,
  providerTemplateId: z.string(),
  name: z.string(),
  language: z.string(),
  /** MARKETING, UTILITY or AUTHENTICATION: what the provider charges it as. */
  category: z.string(),
  status: z.string(),
  components: z.unknown().pipe(z.array(templateComponentSchema)),
  createdAt: timeSchema,
  updatedAt: timeSchema,
});

const valuesSchema = z.record(z.string().regex(/^\w{1,100}$/, 'must be the name of a placeholder'), z.string().trim().min(1).max(1_024));

/** A value for every placeholder of the template, by its name: that of `{{1}}` is 1, that of a button is its place, from 0. */
export const templateMessageSchema = z.strictObject({
  name: z.string().min(1).max(512),
  language: z.string().min(1).max(16),
  header: valuesSchema.optional(),
  /** Where the provider gets the picture, video or document of the header. */
  headerMedia: z
    .url({ protocol: /^https$/ })
    .max(2_000)
    .optional(),
  body: valuesSchema.optional(),
  buttons: valuesSchema.optional(),
});
export type TemplateMessage = z.output<typeof templateMessageSchema>;
