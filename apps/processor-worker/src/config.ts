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
  TURN_CONCURRENCY: configFields.positive.default(50),
  SWEEP_INTERVAL_MS: configFields.positive.default(5_000),
  DATABASE_POOL_SIZE: configFields.positive.default(10),
});

export type ProcessorConfig = z.infer<typeof schema>;

/** @throws {InvalidConfiguration} naming every variable that is missing or wrong. */
export const readConfig = (environment: Record<string, string | undefined> = process.env): ProcessorConfig =>
  loadConfig(schema, environment);
