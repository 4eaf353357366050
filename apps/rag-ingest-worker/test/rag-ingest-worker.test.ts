import { createDatabase, type Database } from '@sylion/database';
import { createQueues, type Queues } from '@sylion/queues';
import { createLogger, type RunnableApp } from '@sylion/runtime';
import { documentIngests, newId } from '@sylion/schemas';
import {
  createTestDatabase,
  createTestRedis,
  seedTenant,
  waitUntil,
  type SeededTenant,
  type TestDatabase,
  type TestRedis,
} from '@sylion/testbed';

import { readConfig } from '../src/config.ts';
import { startRagIngestWorker } from '../src/rag-ingest-worker.ts';

const logger = createLogger({ app: 'test', level: 'silent' });
let testDatabase: TestDatabase;
let redis: TestRedis;
let database: Database;
let queues: Queues;
let worker: RunnableApp;
let tenant: SeededTenant;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  redis = await createTestRedis();
  database = createDatabase({ url: testDatabase.appUrl, applicationName: 'test', poolSize: 2, logger });
  queues = createQueues({ url: redis.url, logger });
  worker = await startRagIngestWorker(
    readConfig({ DATABASE_URL: testDatabase.appUrl, REDIS_URL: redis.url, METRICS_PORT: '0', LOG_LEVEL: 'silent' }),
  );
  tenant = await seedTenant(database);
});
afterAll(async () => {
  await worker.shutdown.run();
  await queues.close();
  await database.close();
  await redis.stop();
  await testDatabase.drop();
});

async function addDocument(): Promise<string> {
  const [knowledgeBaseId, documentId] = [newId(), newId()];
  await database.asTenant(tenant.tenantId, async ({ sql, tenantId }) => {
    await sql.insertInto('knowledgeBases').values({ tenantId, id: knowledgeBaseId, name: 'Prices' }).execute();
    await sql
      .insertInto('knowledgeDocuments')
      .values({
        tenantId,
        id: documentId,
        knowledgeBaseId,
        name: 'prices.pdf',
        mimeType: 'application/pdf',
        objectPath: null,
        sizeBytes: null,
        sha256: null,
        stateReason: null,
        pagesTotal: null,
        pagesWithText: null,
      })
      .execute();
  });
  return documentId;
}

const stateOf = (documentId: string) =>
  database.asTenant(tenant.tenantId, ({ sql, tenantId }) =>
    sql
      .selectFrom('knowledgeDocuments')
      .where('tenantId', '=', tenantId)
      .where('id', '=', documentId)
      .select(['state', 'stateReason'])
      .executeTakeFirstOrThrow(),
  );

it('never calls a document ready that nobody read: it says why', async () => {
  const documentId = await addDocument();
  await queues.publish(documentIngests, { version: 1, tenantId: tenant.tenantId, documentId });
  expect(
    await waitUntil('the document ended', async () => {
      const document = await stateOf(documentId);
      return document.state !== 'queued' && document;
    }),
  ).toEqual({ state: 'failed', stateReason: 'format_not_supported' });
});

it('touches no document of another tenant', async () => {
  const documentId = await addDocument();
  const other = await seedTenant(database);
  await queues.publish(documentIngests, { version: 1, tenantId: other.tenantId, documentId });
  await waitUntil('the job is done', async () => (await queues.depth(documentIngests)) === 0);
  expect((await stateOf(documentId)).state).toBe('queued');
});
