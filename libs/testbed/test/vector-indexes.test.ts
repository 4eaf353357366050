import { buildVectorIndex, dropRetiredIndexes, listBasesToIndex, searchKnowledge, type BaseToIndex } from '@sylion/database';

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
const nearest = (vector: Float32Array, limit: number) =>
  searchKnowledge(world.database, {
    tenantId: library.tenantId,
    bases: [{ id: library.baseId, embeddingVersion: 1 }],
    embeddingDimension: 768,
    vector,
    text: null,
    limit,
  });
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

it('throws away what a killed builder left, and builds anew', async () => {
  await asSuperuser(`delete from knowledge_vector_indexes`);
  const [left] = await indexes();
  expect(await listBasesToIndex(world.database)).toEqual([base]);
  await dropRetiredIndexes(keeper());
  expect(await indexes()).toEqual([]);
  await buildVectorIndex(keeper(), base);
  const [anew] = await indexes();
  expect(anew).toMatchObject({ isValid: true });
  expect(anew?.name).not.toBe(left?.name);
});

it('what came after an index is found beside it, and an index that much came after is built anew', async () => {
  const [first] = await indexes();
  const late = vectorMaker(10)(1);
  const documentId = await world.publish(library, [{ text: 'late', vector: late }]);
  const [best] = await nearest(late, 10);
  expect(best).toMatchObject({ documentId, similarity: expect.closeTo(1, 2) });
  expect(await listBasesToIndex(world.database)).toEqual([]);

  await asSuperuser(`update knowledge_vector_indexes set last_chunk_id = null`); // of a former version: it covers all, and its time is over
  expect(await nearest(late, 50)).toHaveLength(41);
  expect(await listBasesToIndex(world.database)).toMatchObject([{ knowledgeBaseId: library.baseId }]);
  await buildVectorIndex(keeper(), base);
  await dropRetiredIndexes(keeper());
  const [second, ...others] = await indexes();
  expect([second?.isValid, others]).toEqual([true, []]);
  expect(second?.name).not.toBe(first?.name);
  expect((await nearest(late, 10))[0]).toMatchObject({ documentId });
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
