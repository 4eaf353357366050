import { z } from 'zod';

import { timeSchema } from './fields.ts';

/** After how many days something goes; null: never. */
const daysSchema = z.int().min(1).max(3_650).nullable().default(null);

/** How long a tenant keeps what. What is not named is kept for ever: a policy is set as a whole. */
export const retentionPeriodsSchema = z.strictObject({
  /** Messages with their media files, and what summaries and turns quote of them. What is still to be answered or sent stays. */
  messagesDays: daysSchema,
  /** Media files alone; their messages stay and say that the file has expired. */
  mediaDays: daysSchema,
  /** What is known of how turns came to their answers. */
  turnsDays: daysSchema,
  /** What providers told besides messages, as it came. */
  providerEventsDays: daysSchema,
  /** Hit tests of knowledge bases. */
  hitTestsDays: daysSchema,
  /** End users with whom nothing was exchanged for so long are erased, with a certificate; not those who are blocked or opted out. */
  endUsersDays: daysSchema,
});
export type RetentionPeriods = z.output<typeof retentionPeriodsSchema>;

/** `sweptAt`: when all that was older was gone last; null when no sweep has ended yet. */
export const retentionSchema = retentionPeriodsSchema.extend({ sweptAt: timeSchema.nullable() }).strip();
