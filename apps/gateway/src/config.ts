import { z } from 'zod';

import { configFields, loadConfig, processFields, serverFields } from '@sylion/runtime';

const secretList = z.string().transform((text) =>
  text
    .split(',')
    .map((secret) => secret.trim())
    .filter((secret) => secret !== ''),
);

const schema = z.object({
  ...processFields,
  ...serverFields,
  DATABASE_URL: configFields.databaseUrl,
  REDIS_URL: configFields.redisUrl,
  GATEWAY_PORT: configFields.port,
  GATEWAY_ROLES: z
    .string()
    .default('inbound,outbound')
    .transform((text) => text.split(',').map((role) => role.trim()))
    .pipe(z.array(z.enum(['inbound', 'outbound'], 'must be inbound, outbound or both')).min(1)),
  /** Where providers reach us; Twilio signs it and gets its status callbacks there. */
  GATEWAY_PUBLIC_URL: configFields.httpUrl,
  /** The platform's Meta app; several secrets, separated by commas, while one is rotated. */
  WHATSAPP_APP_SECRET: secretList.pipe(z.array(z.string().min(8, 'each secret needs at least 8 characters')).min(1)),
  WHATSAPP_VERIFY_TOKEN: z.string().min(8, 'needs at least 8 characters'),
  WHATSAPP_GRAPH_URL: configFields.httpUrl.default('https://graph.facebook.com'),
  WHATSAPP_GRAPH_VERSION: z
    .string()
    .regex(/^v\d+\.\d+$/, 'must look like v25.0')
    .default('v25.0'),
  SECRETS_KEYS: configFields.keyRing,
  GOOGLE_CLOUD_PROJECT: z.string().min(1),
  GCS_BUCKET: z.string().min(3),
  GCS_API_ENDPOINT: configFields.httpUrl.optional(),
  /** How long a send whose outcome nobody knows waits for its status webhook before it is tried again. */
  SEND_GRACE_MS: configFields.positive.default(60_000),
  SEND_TIMEOUT_MS: configFields.positive.default(15_000),
  SWEEP_INTERVAL_MS: configFields.positive.default(5_000),
  OUTGOING_CONCURRENCY: configFields.positive.default(50),
  MEDIA_CONCURRENCY: configFields.positive.default(8),
  TASK_CONCURRENCY: configFields.positive.default(8),
  DATABASE_POOL_SIZE: configFields.positive.default(10),
});

export type GatewayConfig = z.infer<typeof schema>;

/** @throws {InvalidConfiguration} naming every variable that is missing or wrong. */
export const readConfig = (environment: Record<string, string | undefined> = process.env): GatewayConfig => loadConfig(schema, environment);
