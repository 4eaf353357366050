import { z } from 'zod';

import { configFields, loadConfig, processFields } from '@sylion/runtime';

const schema = z.object({
  ...processFields,
  DATABASE_URL: configFields.databaseUrl,
  /** A direct connection as the tables' owner, for the indexes of large knowledge bases; without it they are searched without one, slower. */
  DATABASE_OWNER_URL: configFields.databaseUrl.optional(),
  REDIS_URL: configFields.redisUrl,
  GOOGLE_CLOUD_PROJECT: z.string().min(1),
  GOOGLE_CLOUD_LOCATION: z.string().min(1),
  VERTEX_API_ENDPOINT: configFields.hostAndPort.optional(),
  GCS_BUCKET: z.string().min(3),
  GCS_API_ENDPOINT: configFields.httpUrl.optional(),
  /** Managed search; absent: only local knowledge bases. */
  VERTEX_SEARCH_DATA_STORE: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'must be a data store id')
    .optional(),
  VERTEX_SEARCH_LOCATION: z.enum(['global', 'us', 'eu']).default('global'),
  VERTEX_SEARCH_API_ENDPOINT: configFields.hostAndPort.optional(),
  /** The largest document. */
  UPLOAD_MAX_BYTES: configFields.positive.default(100 * 1024 * 1024),
  /** Bounds of the process that reads a document. */
  EXTRACT_TIMEOUT_MS: configFields.positive.default(120_000),
  EXTRACT_MEMORY_MB: configFields.positive.default(1_024),
  EXTRACT_MAX_PAGES: configFields.positive.default(5_000),
  WEB_FETCH_TIMEOUT_MS: configFields.positive.default(30_000),
  /** The whole budget of one call to the model: attempts and waits together. */
  MODEL_TIMEOUT_MS: configFields.positive.default(120_000),
  /** Documents at a time. */
  INGEST_CONCURRENCY: configFields.positive.default(4),
  /** After this long a document lets others go first. */
  INGEST_SLICE_MS: configFields.positive.default(10_000),
  SWEEP_INTERVAL_MS: configFields.positive.default(5_000),
  DATABASE_POOL_SIZE: configFields.positive.default(8),
});

export type RagIngestConfig = z.infer<typeof schema>;

/** @throws {InvalidConfiguration} naming every variable that is missing or wrong. */
export const readConfig = (environment: Record<string, string | undefined> = process.env): RagIngestConfig =>
  loadConfig(schema, environment);
