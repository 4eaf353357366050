import { readConfig } from './config.ts';

const environment = {
  DATABASE_URL: 'postgres://app@db/sylion',
  REDIS_URL: 'redis://redis:6379',
  ADMIN_API_PORT: '8080',
  METRICS_PORT: '9090',
  ADMIN_API_PLATFORM_KEY: 'a'.repeat(24),
  GOOGLE_CLOUD_PROJECT: 'my-project',
  GOOGLE_CLOUD_LOCATION: 'europe-west1',
  GCS_BUCKET: 'my-bucket',
  SECRETS_KEYS: `2026:${Buffer.alloc(32).toString('base64')}`,
};

it('needs nine variables and defaults the rest', () =>
  expect(readConfig(environment)).toMatchObject({
    ADMIN_API_PORT: 8_080,
    SEND_TIMEOUT_MS: 15_000,
    DATABASE_POOL_SIZE: 10,
    EMBEDDING_DIMENSION: 768,
    INGEST_BUCKETS: [],
    UPLOAD_MAX_BYTES: 104_857_600,
  }));

it('names every variable that is missing or wrong at once, and no value', () => {
  const read = () => readConfig({ ...environment, ADMIN_API_PLATFORM_KEY: 'too-short', REDIS_URL: undefined });
  expect(read).toThrow(/ADMIN_API_PLATFORM_KEY: needs at least 24 characters/);
  expect(read).toThrow(/REDIS_URL is missing/);
  expect(read).not.toThrow(/too-short/);
});
