import { z } from 'zod';

import { configFields, processFields } from './config-fields.ts';
import { InvalidConfiguration, loadConfig } from './load-config.ts';

const schema = z.object({
  ...processFields,
  DATABASE_URL: configFields.databaseUrl,
  REDIS_URL: configFields.redisUrl,
  SECRETS_KEYS: configFields.keyRing,
  LIMIT: configFields.positive.default(5),
});
const key = Buffer.alloc(32, 1).toString('base64');
const good = {
  METRICS_PORT: '9100',
  DATABASE_URL: 'postgres://app:pw@db/x',
  REDIS_URL: 'rediss://cache:6379',
  SECRETS_KEYS: `new:${key}, old:${key}`,
};

const failureOf = (environment: Record<string, string | undefined>): InvalidConfiguration => {
  try {
    loadConfig(schema, environment);
  } catch (error) {
    if (error instanceof InvalidConfiguration) return error;
  }
  throw new Error('the configuration was accepted');
};

describe('loadConfig', () => {
  it('reads what is there, fills in defaults, and leaves the rest of the environment out', () => {
    expect(loadConfig(schema, { ...good, PATH: '/bin' })).toEqual({
      LOG_LEVEL: 'info',
      DRAIN_GRACE_MS: 90_000,
      METRICS_PORT: 9100,
      DATABASE_URL: good.DATABASE_URL,
      REDIS_URL: good.REDIS_URL,
      LIMIT: 5,
      SECRETS_KEYS: [
        { id: 'new', key: Buffer.alloc(32, 1) },
        { id: 'old', key: Buffer.alloc(32, 1) },
      ],
    });
  });

  it('names every variable that is missing or wrong, all at once', () => {
    const { problems, message } = failureOf({
      LOG_LEVEL: 'loud',
      METRICS_PORT: '99999',
      REDIS_URL: 'http://cache',
      LIMIT: '-1',
      SECRETS_KEYS: 'k:short',
    });
    expect(problems.map((problem) => /^[A-Z_]+/.exec(problem)?.[0]).sort()).toEqual([
      'DATABASE_URL',
      'LIMIT',
      'LOG_LEVEL',
      'METRICS_PORT',
      'REDIS_URL',
      'SECRETS_KEYS',
    ]);
    expect(problems).toContain('DATABASE_URL is missing');
    expect(problems).toContain('REDIS_URL: must be a redis:// or rediss:// URL');
    expect(message).toMatch(/^Cannot start: 6 configuration problems\n {2}- /);
  });

  it('takes an empty variable for a missing one', () => {
    expect(failureOf({ ...good, DATABASE_URL: '' }).problems).toEqual(['DATABASE_URL is missing']);
  });

  it('never prints a value', () => {
    const canary = 'canary-5ecret';
    const wrong = Object.fromEntries(
      ['LOG_LEVEL', 'METRICS_PORT', 'DATABASE_URL', 'REDIS_URL', 'SECRETS_KEYS', 'LIMIT', 'OTEL_EXPORTER_OTLP_ENDPOINT'].map((name) => [
        name,
        `${canary}:${key.slice(1)}`,
      ]),
    );
    const error = failureOf(wrong);
    expect(error.problems).toHaveLength(7);
    expect(JSON.stringify({ ...error, message: error.message, stack: error.stack, cause: error.cause })).not.toContain(canary);
  });
});
