import { buildVectorIndex, dropRetiredIndexes, listBasesToIndex, type BaseToIndex } from '@sylion/database';

import { openKnowledgeWorld, vectorMaker, type KnowledgeWorld, type Library } from './knowledge-world.ts';
import { rowsOf, withClient } from './read-catalog.ts';

/** A large knowledge base gets an HNSW index of its own, once, whatever becomes of its builders, and loses it when it shrank. */
let world: KnowledgeWorld;
let library: Library;
let base: BaseToIndex;
beforeAll(async () => {
  world = await openKnowledgeWorld();
  library = await world.addLibrary();
  const vectorOf = vectorMaker(9);
  await world.publish(
    library,
    Array.from({ length: 40 }, (_, topic) => ({ text: 'word', vector: vectorOf(topic) })),
  );
  base = { tenantId: library.tenantId, knowledgeBaseId: library.baseId, embeddingVersion: 1, embeddingDimension: 768, chunkCount: 30_000 };
});
afterAll(() => world.close());

const keeper = () => ({ database: world.database, ownerUrl: world.test.ownerUrl });
const asSuperuser = <Row extends object>(statement: string): Promise<Row[]> =>
  withClient(world.test.superuserUrl, (client) => rowsOf<Row>(client, statement));
const pretendSize = (size: number) => asSuperuser(`update knowledge_bases set chunk_count = ${size} where id = '${library.baseId}'`);
const indexes = () =>
  asSuperuser<{ name: string; isValid: boolean; oid: string }>(
    `select relname as name, indisvalid as "isValid", c.oid::text from pg_class c join pg_index i on i.indexrelid = c.oid where relname like 'knowledge\\_vectors\\_ann\\_%'`,
  );
const states = () => asSuperuser(`select state from knowledge_vector_indexes`);

it('lists large knowledge bases until they have one', async () => {
  expect(await listBasesToIndex(world.database)).toEqual([]);
  await pretendSize(30_000);
  expect(await listBasesToIndex(world.database)).toEqual([base]);
  expect(await buildVectorIndex(keeper(), base)).toBe(true);
  expect(await states()).toEqual([{ state: 'ready' }]);
  expect(await indexes()).toMatchObject([{ isValid: true }]);
  expect(await listBasesToIndex(world.database)).toEqual([]);
});

it('takes over an index that a killed builder had finished, and builds one anew that it had not', async () => {
  const [before] = await indexes();
  await asSuperuser(`update knowledge_vector_indexes set state = 'building'`);
  expect(await listBasesToIndex(world.database)).toEqual([base]);
  await buildVectorIndex(keeper(), base);
  expect(await indexes()).toEqual([before]);

  await asSuperuser(`update knowledge_vector_indexes set state = 'building'`);
  await asSuperuser(`update pg_index set indisvalid = false where indexrelid = ${before?.oid ?? ''}`);
  await buildVectorIndex(keeper(), base);
  const [after] = await indexes();
  expect(after).toMatchObject({ isValid: true, name: before?.name });
  expect(after?.oid).not.toBe(before?.oid);
  expect(await states()).toEqual([{ state: 'ready' }]);
});

it('one builder works at a time', async () => {
  await withClient(world.test.ownerUrl, async (client) => {
    await client.query(`select pg_advisory_lock(hashtextextended('knowledge_vector_indexes', 0))`);
    expect(await buildVectorIndex(keeper(), base)).toBe(false);
    expect(await dropRetiredIndexes(keeper())).toBe(false);
  });
});

it('keeps an index through small changes and drops it when the knowledge base shrank or went', async () => {
  await pretendSize(15_000);
  await dropRetiredIndexes(keeper());
  expect(await indexes()).toHaveLength(1);
  await pretendSize(11_000);
  await dropRetiredIndexes(keeper());
  expect([await indexes(), await states()]).toEqual([[], []]);

  await pretendSize(30_000);
  await buildVectorIndex(keeper(), base);
  await asSuperuser(`delete from knowledge_bases where id = '${library.baseId}'`);
  await dropRetiredIndexes(keeper());
  expect(await indexes()).toEqual([]);
});
