import { z } from 'zod';

import { configFields, loadConfig, processFields } from '@sylion/runtime';

const schema = z.object({
  ...processFields,
  DATABASE_URL: configFields.databaseUrl,
  REDIS_URL: configFields.redisUrl,
  SWEEP_INTERVAL_MS: configFields.positive.default(5_000),
  DATABASE_POOL_SIZE: configFields.positive.default(4),
});

export type RagIngestConfig = z.infer<typeof schema>;

/** @throws {InvalidConfiguration} naming every variable that is missing or wrong. */
export const readConfig = (environment: Record<string, string | undefined> = process.env): RagIngestConfig =>
  loadConfig(schema, environment);
