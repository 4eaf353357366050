import { z } from 'zod';

import { configFields, loadConfig, processFields, serverFields } from '@sylion/runtime';

import { issuersSchema } from './identity/issuer.ts';
import { proxyListSchema } from './identity/proxy-list.ts';

const bucketList = z.string().transform((text) =>
  text
    .split(',')
    .map((bucket) => bucket.trim())
    .filter((bucket) => bucket !== ''),
);

const schema = z.object({
  ...processFields,
  ...serverFields,
  DATABASE_URL: configFields.databaseUrl,
  REDIS_URL: configFields.redisUrl,
  ADMIN_API_PORT: configFields.port,
  /** The platform operator's bearer key: it stands above all tenants. */
  ADMIN_API_PLATFORM_KEY: z.string().min(24, 'needs at least 24 characters'),
  /** Identity providers whose tokens are let in besides API keys, as a JSON list; `identity/issuer.ts` says of what. */
  OIDC_ISSUERS: issuersSchema.prefault('[]'),
  /** What one API key, one user or the platform operator may ask in a minute. */
  RATE_LIMIT_READS_PER_MINUTE: configFields.positive.default(3_000),
  RATE_LIMIT_WRITES_PER_MINUTE: configFields.positive.default(1_200),
  RATE_LIMIT_UPLOADS_PER_MINUTE: configFields.positive.default(300),
  /** How many keys and tokens that are not good may come from one address in a minute. */
  RATE_LIMIT_REFUSALS_PER_MINUTE: configFields.positive.default(120),
  /** A request that Redis does not count within this passes uncounted. */
  RATE_LIMIT_TIMEOUT_MS: configFields.positive.default(250),
  /** Proxies whose `X-Forwarded-For` says where a request comes from; without any, it comes from where its connection does. */
  TRUSTED_PROXIES: proxyListSchema.prefault(''),
  SECRETS_KEYS: configFields.keyRing,
  /** The gateway's own: as long as this a bubble that a take-over finds on the wire may still arrive. */
  SEND_TIMEOUT_MS: configFields.positive.default(15_000),
  /** How long a webhook endpoint has for its answer. */
  WEBHOOK_TIMEOUT_MS: configFields.positive.default(15_000),
  /** For tests and for this machine only: webhooks may go to any address, without TLS as well. */
  WEBHOOK_PRIVATE_TARGETS: z.stringbool().default(false),
  /** How long events and their deliveries are kept. */
  EVENT_DAYS: configFields.positive.default(30),
  /** Fetching a media file takes no longer than this: an erasure that met one under way looks for its object again after it. */
  MEDIA_SETTLE_MS: configFields.positive.default(300_000),
  SWEEP_INTERVAL_MS: configFields.positive.default(30_000),
  /** How long a request waits for what the gateway or the processor does for it, before it answers that it is under way. */
  CHANNEL_TASK_WAIT_MS: configFields.positive.default(10_000),
  DATABASE_POOL_SIZE: configFields.positive.default(10),
  GOOGLE_CLOUD_PROJECT: z.string().min(1),
  GOOGLE_CLOUD_LOCATION: z.string().min(1),
  VERTEX_API_ENDPOINT: configFields.hostAndPort.optional(),
  /** The whole budget of a hit test's question at the embedding model or at managed search. */
  SEARCH_TIMEOUT_MS: configFields.positive.default(15_000),
  GCS_BUCKET: z.string().min(3),
  GCS_API_ENDPOINT: configFields.httpUrl.optional(),
  /** The largest document. */
  UPLOAD_MAX_BYTES: configFields.positive.default(100 * 1024 * 1024),
  /** Buckets, separated by commas, out of which any tenant may have any object ingested. */
  INGEST_BUCKETS: bucketList.default([]),
  /** Of new knowledge bases that name none. */
  EMBEDDING_MODEL: z.string().min(1).default('gemini-embedding-001'),
  EMBEDDING_DIMENSION: z.coerce
    .number()
    .pipe(z.literal([768, 1536], 'must be 768 or 1536'))
    .default(768),
  /** The least cosine that counts, of knowledge bases that name none. */
  SIMILARITY_FLOOR: z.coerce.number().min(0).max(1).default(0.6),
  /** Vertex AI Search; without a data store there are no knowledge bases of that mode. */
  VERTEX_SEARCH_DATA_STORE: z.string().min(1).optional(),
  VERTEX_SEARCH_LOCATION: z.string().min(1).default('global'),
  VERTEX_SEARCH_API_ENDPOINT: configFields.hostAndPort.optional(),
});

export type AdminApiConfig = z.infer<typeof schema>;

/** @throws {InvalidConfiguration} naming every variable that is missing or wrong. */
export const readConfig = (environment: Record<string, string | undefined> = process.env): AdminApiConfig =>
  loadConfig(schema, environment);
