import { buildVectorIndex, publishChunks, searchKnowledge, type TenantQuery } from '@sylion/database';

import { draft, openKnowledgeWorld, vectorMaker, wordMaker, type KnowledgeWorld, type Library, type Page } from './knowledge-world.ts';

type FoundChunk = Awaited<ReturnType<typeof searchKnowledge>>[number];

/** What retrieval promises of completeness and recall (T1, T2), on every route, with other tenants' data around. */
let world: KnowledgeWorld;
let library: Library;
let small: Library;
const vectorOf = vectorMaker(1);
const wordsOf = wordMaker(1);
const pagesOf = (count: number, topic: number): Page[] =>
  Array.from({ length: count }, () => ({ text: wordsOf(40), vector: vectorOf(topic) }));
const size = 1_000;

beforeAll(async () => {
  world = await openKnowledgeWorld();
  library = await world.addLibrary();
  small = await world.addLibrary();
  for (let shelf = 0; shelf < 5; shelf += 1) {
    const neighbour = await world.addLibrary();
    await world.publish(neighbour, pagesOf(200, 6 + shelf));
    await world.publish(library, pagesOf(size / 5, shelf), { metadata: { shelf } });
  }
  await world.publish(small, pagesOf(7, 2));
  await buildVectorIndex(
    { database: world.database, ownerUrl: world.test.ownerUrl },
    { tenantId: library.tenantId, knowledgeBaseId: library.baseId, embeddingVersion: 1, embeddingDimension: 768, chunkCount: size },
  );
}, 120_000);
afterAll(() => world.close());

const search = ({ tenantId, baseId }: Library, query: Partial<TenantQuery>): Promise<FoundChunk[]> =>
  searchKnowledge(world.database, {
    tenantId,
    bases: [{ id: baseId, embeddingVersion: 1 }],
    embeddingDimension: 768,
    vector: null,
    text: null,
    limit: 10,
    ...query,
  });
const idsOf = (found: readonly FoundChunk[]): string[] => found.map(({ chunkId }) => chunkId);
/** Topics of the library itself, and topics that only other tenants have. */
const questions = { 'near its own content': [0, 1, 2, 3, 4], 'near what others have': [6, 7, 8, 9, 10] };

describe.each(['exact', 'bits', 'ann'] as const)('the route "%s"', (route) => {
  it.each(Object.entries(questions))('finds as many as are asked for, and the nearest, %s', async (_, topics) => {
    let agreed = 0;
    for (const topic of topics) {
      const vector = vectorOf(topic);
      const found = await search(library, { vector, route });
      expect(found).toHaveLength(10);
      expect(found.map(({ similarity }) => similarity)).toEqual(
        found.map(({ similarity }) => similarity).toSorted((one, other) => (other ?? 0) - (one ?? 0)),
      );
      const exact = new Set(idsOf(await search(library, { vector, route: 'exact' })));
      agreed += idsOf(found).filter((id) => exact.has(id)).length;
    }
    expect(agreed / (topics.length * 10)).toBeGreaterThanOrEqual(0.94);
  });

  it('finds all there are when there are fewer', async () => {
    if (route === 'ann') return expect(await search(library, { vector: vectorOf(9), route, limit: 60 })).toHaveLength(60);
    expect(await search(small, { vector: vectorOf(9), route })).toHaveLength(7);
  });
});

it('asks the index of its own once that is ready', async () => {
  const vector = vectorOf(3);
  expect(idsOf(await search(library, { vector }))).toEqual(idsOf(await search(library, { vector, route: 'ann' })));
});

it('keeps to the documents whose metadata fit, and finds as many as there are', async () => {
  const found = await search(library, { vector: vectorOf(9), text: 'w1q w2q', filter: { shelf: 3 } });
  expect(found).toHaveLength(10);
  const documents = new Set(found.map(({ documentId }) => documentId));
  expect(documents.size).toBe(1);
  expect(await search(library, { vector: vectorOf(9), text: 'w1q', filter: { shelf: 99 } })).toEqual([]);
  expect(await search(library, { vector: vectorOf(9), filter: { shelf: `0'; drop table knowledge_chunks; --` } })).toEqual([]);
});

it('fuses both legs, tells how each found a chunk, and gives its neighbours', async () => {
  const own = await world.addLibrary();
  const vectors = [0, 1, 2, 3].map((topic) => vectorOf(topic, 0.1));
  await world.publish(own, [
    { text: 'opening hours of the shop', vector: vectors[0] ?? null },
    { text: 'returns within thirty days', vector: vectors[1] ?? null },
    { text: 'the warranty of kettles', vector: vectors[2] ?? null },
    { text: 'kettles boil water', vector: vectors[3] ?? null },
  ]);
  const [first, ...others] = await search(own, { vector: vectors[2] ?? null, text: 'warranty kettle', neighbourHits: 1 });
  expect(first).toMatchObject({
    text: 'the warranty of kettles',
    vectorRank: 1,
    textRank: 1,
    coverage: 1,
    ordinal: 2,
    page: 3,
    documentName: 'Document',
  });
  expect(first?.similarity).toBeGreaterThan(0.99);
  expect(first?.score).toBeCloseTo(2 / 61);
  expect(first?.neighbours.map(({ text }) => text)).toEqual(['returns within thirty days', 'kettles boil water']);
  expect(others.map(({ neighbours }) => neighbours)).toEqual([[], [], []]);
  expect(others.find(({ text }) => text === 'kettles boil water')).toMatchObject({ textRank: 2, similarity: expect.any(Number) as number });
  expect(others.find(({ text }) => text.startsWith('opening'))).toMatchObject({ textRank: null, textScore: null, coverage: 0 });

  const byWords = await search(own, { text: 'kettles' });
  expect(byWords.map(({ text }) => text)).toEqual(['kettles boil water', 'the warranty of kettles']);
  expect(byWords[0]).toMatchObject({ vectorRank: null, similarity: null, textRank: 1, coverage: 1 });
  const byVector = await search(own, { vector: vectors[0] ?? null, limit: 1 });
  expect(byVector).toMatchObject([{ textRank: null, textScore: null, vectorRank: 1, coverage: 0 }]);
});

it('searches several knowledge bases of a tenant at once, of either dimension', async () => {
  const wide = vectorMaker(2, 1536);
  const one = await world.addLibrary(1536);
  const other = await world.addLibrary(1536, one.tenantId);
  await world.publish(one, [{ text: 'alpha', vector: wide(1) }], { dimension: 1536 });
  await world.publish(other, [{ text: 'beta', vector: wide(2) }], { dimension: 1536 });
  const bases = [one, other].map(({ baseId }) => ({ id: baseId, embeddingVersion: 1 }));
  const found = await search(one, { bases, embeddingDimension: 1536, vector: wide(2), text: 'alpha' });
  expect(found.map(({ text, knowledgeBaseId }) => [text, knowledgeBaseId]).toSorted()).toEqual([
    ['alpha', one.baseId],
    ['beta', other.baseId],
  ]);
});

it('finds words by their stems in the language of each chunk', async () => {
  const own = await world.addLibrary();
  await world.publish(own, [
    { text: 'les livraisons gratuites', vector: null, language: 'fr' },
    { text: 'free deliveries for customers', vector: null, language: 'en' },
    { text: 'xz100 blanc', vector: null, language: 'simple' },
  ]);
  expect((await search(own, { text: 'livraison gratuite' })).map(({ text, coverage }) => [text, coverage])).toEqual([
    ['les livraisons gratuites', 1],
  ]);
  expect((await search(own, { text: 'delivery' })).map(({ text }) => text)).toEqual(['free deliveries for customers']);
  expect((await search(own, { text: 'the xz100' })).map(({ text, coverage }) => [text, coverage])).toEqual([['xz100 blanc', 1]]);
});

it('a deleted document and a deleted knowledge base answer nothing', async () => {
  const own = await world.addLibrary();
  const documentId = await world.publish(own, [{ text: 'secret', vector: vectorOf(1) }]);
  const ask = (): Promise<FoundChunk[]> => search(own, { vector: vectorOf(1), text: 'secret' });
  expect(await ask()).toHaveLength(1);
  const change = (table: 'knowledgeDocuments' | 'knowledgeBases', id: string, fields: object) =>
    world.database.asTenant(own.tenantId, ({ sql }) =>
      sql.updateTable(table).set(fields).where('tenantId', '=', own.tenantId).where('id', '=', id).execute(),
    );
  await change('knowledgeDocuments', documentId, { state: 'deleting' });
  expect(await ask()).toEqual([]);
  await change('knowledgeDocuments', documentId, { state: 'ready' });
  await change('knowledgeBases', own.baseId, { deletedAt: new Date() });
  expect(await ask()).toEqual([]);
});

it('a reader beside publications sees one version of a document, never a mix', async () => {
  const own = await world.addLibrary();
  const versionPages = (version: number): Page[] =>
    Array.from({ length: 12 }, () => ({ text: `version ${version} token`, vector: vectorOf(1) }));
  const documentId = await world.publish(own, versionPages(0));
  let isPublishing = true;
  const read = async (): Promise<void> => {
    while (isPublishing) {
      const found = await search(own, { vector: vectorOf(1), text: 'token', limit: 20, neighbourHits: 20 });
      expect([found.length, new Set(found.map(({ text }) => text)).size]).toEqual([12, 1]);
      expect(found.every(({ neighbours }) => neighbours.every(({ text }) => text === found[0]?.text))).toBe(true);
    }
  };
  const readers = [read(), read()];
  for (let version = 1; version <= 15; version += 1)
    await world.database.asTenant(own.tenantId, async (scope) => {
      await draft(scope, documentId, versionPages(version));
      await publishChunks(scope, { documentId, knowledgeBaseId: own.baseId, embeddingVersion: 1, embeddingDimension: 768 });
    });
  isPublishing = false;
  await Promise.all(readers);
});
