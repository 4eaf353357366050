import { z } from 'zod';

import { configFields, loadConfig, processFields } from '@sylion/runtime';

const schema = z.object({
  ...processFields,
  DATABASE_URL: configFields.databaseUrl,
  REDIS_URL: configFields.redisUrl,
  ADMIN_API_PORT: configFields.port,
  /** The platform operator's bearer key: it stands above all tenants. */
  ADMIN_API_PLATFORM_KEY: z.string().min(24, 'needs at least 24 characters'),
  SECRETS_KEYS: configFields.keyRing,
  /** The gateway's own: as long as this a bubble that a take-over finds on the wire may still arrive. */
  SEND_TIMEOUT_MS: configFields.positive.default(15_000),
  DATABASE_POOL_SIZE: configFields.positive.default(10),
});

export type AdminApiConfig = z.infer<typeof schema>;

/** @throws {InvalidConfiguration} naming every variable that is missing or wrong. */
export const readConfig = (environment: Record<string, string | undefined> = process.env): AdminApiConfig =>
  loadConfig(schema, environment);
