import { readConfig } from './config.ts';

const good = {
  DATABASE_URL: 'postgres://app@localhost/sylion',
  REDIS_URL: 'redis://localhost:6379',
  GOOGLE_CLOUD_PROJECT: 'sylion',
  GOOGLE_CLOUD_LOCATION: 'europe-west1',
  METRICS_PORT: '9102',
};

it('everything that has no safe default must be given, the rest is optional', () => {
  expect(readConfig(good)).toMatchObject({
    METRICS_PORT: 9_102,
    MODEL_TIMEOUT_MS: 60_000,
    SIMILARITY_FLOOR: 0.6,
    RETRIEVAL_TIMEOUT_MS: 5_000,
    VERTEX_SEARCH_LOCATION: 'global',
    TURN_CONCURRENCY: 50,
    SWEEP_INTERVAL_MS: 5_000,
    LOG_LEVEL: 'info',
  });
});

it('one error names every variable that is missing or wrong, and shows no value', () => {
  const attempt = (): unknown =>
    readConfig({
      ...good,
      DATABASE_URL: 'mysql://root:hunter2@localhost',
      REDIS_URL: undefined,
      GOOGLE_CLOUD_PROJECT: '',
      VERTEX_API_ENDPOINT: 'https://localhost/x',
      MODEL_TIMEOUT_MS: '-1',
      SIMILARITY_FLOOR: '60',
      VERTEX_SEARCH_DATA_STORE: 'Our Store',
      METRICS_PORT: 'many',
    });
  for (const name of [
    'DATABASE_URL',
    'REDIS_URL is missing',
    'GOOGLE_CLOUD_PROJECT is missing',
    'VERTEX_API_ENDPOINT',
    'MODEL_TIMEOUT_MS',
    'SIMILARITY_FLOOR',
    'VERTEX_SEARCH_DATA_STORE',
    'METRICS_PORT',
    '8 configuration problems',
  ])
    expect(attempt).toThrow(name);
  expect(attempt).not.toThrow('hunter2');
});
