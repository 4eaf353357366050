import { z } from 'zod';

import { configFields, loadConfig, processFields } from '@sylion/runtime';

const schema = z.object({
  ...processFields,
  DATABASE_URL: configFields.databaseUrl,
  REDIS_URL: configFields.redisUrl,
  GOOGLE_CLOUD_PROJECT: z.string().min(1),
  GOOGLE_CLOUD_LOCATION: z.string().min(1),
  VERTEX_API_ENDPOINT: configFields.hostAndPort.optional(),
  /** The whole budget of one reply at the model: attempts, waits and fallbacks together. */
  MODEL_TIMEOUT_MS: configFields.positive.default(60_000),
  /** The least cosine between question and chunk, for knowledge bases without a floor of their own. */
  SIMILARITY_FLOOR: z.coerce.number('must be a number from 0 to 1').min(0).max(1).default(0.6),
  /** The budget of one question's embedding, and of one managed search. */
  RETRIEVAL_TIMEOUT_MS: configFields.positive.default(5_000),
  /** Managed search (Vertex AI Search); without a data store, knowledge bases in that mode answer nothing. */
  VERTEX_SEARCH_DATA_STORE: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and hyphens, 63 at most')
    .optional(),
  VERTEX_SEARCH_LOCATION: z.string().min(1).default('global'),
  VERTEX_SEARCH_API_ENDPOINT: configFields.hostAndPort.optional(),
  TURN_CONCURRENCY: configFields.positive.default(50),
  SWEEP_INTERVAL_MS: configFields.positive.default(5_000),
  DATABASE_POOL_SIZE: configFields.positive.default(10),
});

export type ProcessorConfig = z.infer<typeof schema>;

/** @throws {InvalidConfiguration} naming every variable that is missing or wrong. */
export const readConfig = (environment: Record<string, string | undefined> = process.env): ProcessorConfig =>
  loadConfig(schema, environment);
