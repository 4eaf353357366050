import { InvalidConfiguration } from '@sylion/runtime';
import { createTestDatabase, testSecretsKeys } from '@sylion/testbed';

import { readConfig } from '../src/config.ts';
import { startGateway } from '../src/gateway.ts';

const good = {
  DATABASE_URL: 'postgres://app@127.0.0.1:1/sylion',
  REDIS_URL: 'redis://127.0.0.1:1',
  GATEWAY_PORT: '0',
  METRICS_PORT: '0',
  LOG_LEVEL: 'silent',
  GATEWAY_PUBLIC_URL: 'https://gateway.example',
  WHATSAPP_APP_SECRET: 'new-secret, old-secret',
  WHATSAPP_VERIFY_TOKEN: 'verify-token',
  SECRETS_KEYS: testSecretsKeys,
  GOOGLE_CLOUD_PROJECT: 'test',
  GCS_BUCKET: 'test-media',
};
const problemsOf = (environment: Record<string, string | undefined>): readonly string[] => {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidConfiguration)) throw error;
    return error.problems;
  }
};

describe('the configuration', () => {
  it('is read with its defaults, lists and key ring', () => {
    expect(readConfig(good)).toMatchObject({
      GATEWAY_ROLES: ['inbound', 'outbound'],
      WHATSAPP_APP_SECRET: ['new-secret', 'old-secret'],
      WHATSAPP_GRAPH_URL: 'https://graph.facebook.com',
      SEND_GRACE_MS: 60_000,
      SECRETS_KEYS: [{ id: 'test', key: Buffer.alloc(32, 7) }],
    });
  });

  it('names every bad variable at once, and none of the values', () => {
    const secret = 'c2hvcnQ=';
    const bad = {
      ...good,
      DATABASE_URL: 'mysql://x',
      REDIS_URL: '',
      GATEWAY_PORT: 'eighty',
      GATEWAY_ROLES: 'inbound,typo',
      WHATSAPP_APP_SECRET: 'short',
      WHATSAPP_VERIFY_TOKEN: undefined,
      SECRETS_KEYS: `key:${secret}`,
      SEND_GRACE_MS: '-1',
      WHATSAPP_GRAPH_VERSION: '25',
    };
    const problems = problemsOf(bad);
    for (const name of [
      'DATABASE_URL',
      'REDIS_URL',
      'GATEWAY_PORT',
      'GATEWAY_ROLES',
      'WHATSAPP_APP_SECRET',
      'WHATSAPP_VERIFY_TOKEN',
      'SECRETS_KEYS',
      'SEND_GRACE_MS',
      'WHATSAPP_GRAPH_VERSION',
    ]) {
      expect(problems.some((problem) => problem.startsWith(name))).toBe(true);
    }
    expect(problems).toContain('REDIS_URL is missing');
    expect(problems.join('\n')).not.toContain(secret);
    expect(() => readConfig(bad)).toThrow(/^Cannot start: \d+ configuration problems\n {2}- /);
  });

  it.each(['SECRETS_KEYS', 'WHATSAPP_APP_SECRET', 'GATEWAY_PUBLIC_URL'])('is refused without %s', (name) => {
    expect(problemsOf({ ...good, [name]: undefined })).toEqual([`${name} is missing`]);
  });
});

describe('the database role', () => {
  it('that would see through row-level security keeps the gateway from starting', async () => {
    const database = await createTestDatabase();
    try {
      await expect(startGateway(readConfig({ ...good, DATABASE_URL: database.superuserUrl }))).rejects.toMatchObject({
        code: 'unsafe_database_role',
      });
      await expect(startGateway(readConfig({ ...good, DATABASE_URL: database.ownerUrl }))).rejects.toMatchObject({
        code: 'unsafe_database_role',
      });
    } finally {
      await database.drop();
    }
  });

  it('is not guessed when Postgres is away: the gateway does not start', async () => {
    await expect(startGateway(readConfig(good))).rejects.toThrow();
  });
});
