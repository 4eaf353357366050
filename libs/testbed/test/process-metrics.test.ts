import { createDatabase } from '@sylion/database';
import { createLogger, createMetrics, createProcessMetrics } from '@sylion/runtime';

import { createTestDatabase, readMetricCatalog, type TestDatabase } from '../src/index.ts';

const logger = createLogger({ app: 'test', level: 'silent' });

let testDatabase: TestDatabase;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
});
afterAll(() => testDatabase.drop());

it('tells of every process who it needs and has not got, how busy its connections are, and what Postgres refused', async () => {
  const database = createDatabase({ url: testDatabase.appUrl, applicationName: 'test', poolSize: 3, logger });
  const metrics = createMetrics('test');
  const checks = { postgres: database.ping, redis: () => Promise.reject(new Error('away')) };
  createProcessMetrics(metrics, { checks, pool: database.load });
  expect(metrics.catalog).toEqual(readMetricCatalog('every app'));
  const valueOf = async (series: string): Promise<string | undefined> =>
    new RegExp(`^${series} (.+)$`, 'm').exec((await metrics.read()).replaceAll(',app="test"', '').replaceAll('{app="test"}', ''))?.[1];
  try {
    expect(await valueOf('dependency_up{dependency="postgres"}')).toBe('1');
    expect(await valueOf('dependency_up{dependency="redis"}')).toBe('0');
    expect(await valueOf('postgres_pool_connections_limit')).toBe('3');
    expect(await valueOf('postgres_pool_waiting')).toBe('0');
    await database.asPlatform('measure', async () => {
      expect(await valueOf('postgres_pool_connections{state="in_use"}')).toBe('1');
    });
    expect(await valueOf('postgres_pool_connections{state="in_use"}')).toBe('0');
    expect(await valueOf('postgres_refused_statements_total')).toBe('0');
    await expect(
      database.asTenant('00000000-0000-7000-8000-000000000001', ({ sql }) =>
        sql.insertInto('tenants').values({ id: '00000000-0000-7000-8000-000000000002', slug: 'other', name: 'Other' }).execute(),
      ),
    ).rejects.toMatchObject({ code: '42501' });
    expect(await valueOf('postgres_refused_statements_total')).toBe('1');
  } finally {
    await database.close();
  }
});
