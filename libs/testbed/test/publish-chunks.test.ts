import {
  countEmbeddedDrafts,
  EmbeddingChanged,
  insertVectors,
  listChunksToReembed,
  listDraftsToEmbed,
  publishChunks,
  removeRetiredVectors,
  reuseVectors,
  searchKnowledge,
  switchEmbedding,
  type TenantScope,
} from '@sylion/database';

import { draft, insertDocument, openKnowledgeWorld, vectorMaker, type KnowledgeWorld, type Library, type Page } from './knowledge-world.ts';
import { rowsOf, withClient } from './read-catalog.ts';

/** Drafts become live chunks, and a knowledge base changes its embedding model while it goes on answering. */
let world: KnowledgeWorld;
const vectorOf = vectorMaker(7);
beforeAll(async () => {
  world = await openKnowledgeWorld();
});
afterAll(() => world.close());

const inTenant = <Result>({ tenantId }: Library, work: (scope: TenantScope) => Promise<Result>) => world.database.asTenant(tenantId, work);
const pages = (...texts: string[]): Page[] => texts.map((text, topic) => ({ text, vector: vectorOf(topic) }));
const unembedded = (...texts: string[]): Page[] => texts.map((text) => ({ text, vector: null }));

it('publishing replaces the live chunks, counts them, and leaves no draft', async () => {
  const library = await world.addLibrary();
  const documentId = await world.publish(library, pages('one', 'two', 'three'));
  await world.publish(library, pages('four'));
  await world.publish(library, pages('five', 'six'), { documentId });
  const counts = await withClient(world.test.superuserUrl, (client) =>
    rowsOf(
      client,
      `select (select chunk_count from knowledge_bases where id = $1) as base, (select chunk_count from knowledge_documents where id = $2) as document,
        (select count(*)::int from knowledge_vectors_768 where knowledge_base_id = $1) as vectors,
        (select count(*)::int from knowledge_terms where knowledge_base_id = $1) as terms,
        (select count(*)::int from knowledge_chunk_drafts where document_id = $2) as drafts`,
      [library.baseId, documentId],
    ),
  );
  expect(counts).toEqual([{ base: 3, document: 2, vectors: 3, terms: 3, drafts: 0 }]);
});

it('a chunk that did not change keeps its vector, and only the others are to be embedded', async () => {
  const library = await world.addLibrary();
  const documentId = await world.publish(library, pages('kept', 'changed'));
  await inTenant(library, async (scope) => {
    await draft(scope, documentId, unembedded('new', 'kept'));
    expect(await reuseVectors(scope, documentId)).toBe(1);
    expect((await listDraftsToEmbed(scope, documentId, 10)).map(({ content }) => content)).toEqual(['new']);
    expect(await countEmbeddedDrafts(scope, documentId)).toBe(1);
  });
});

it('a knowledge base changes to its next embedding only when every live chunk has its vector, and forgets the old ones', async () => {
  const library = await world.addLibrary();
  const wide = vectorMaker(8, 1536);
  const documentId = await world.publish(library, pages('one', 'two', 'three'));
  const next = { knowledgeBaseId: library.baseId, embeddingVersion: 2, embeddingDimension: 1536 } as const;
  await inTenant(library, ({ sql, tenantId }) =>
    sql
      .updateTable('knowledgeBases')
      .set({ nextEmbeddingModel: 'next', nextEmbeddingDimension: 1536 })
      .where('tenantId', '=', tenantId)
      .where('id', '=', library.baseId)
      .execute(),
  );
  const [first, ...others] = await inTenant(library, (scope) => listChunksToReembed(scope, { ...next, documentId, limit: 10 }));
  expect(others).toHaveLength(2);
  const embed = (chunks: readonly { chunkId: string }[]) =>
    inTenant(library, (scope) =>
      insertVectors(
        scope,
        next,
        chunks.map(({ chunkId }) => ({ chunkId, embedding: wide(1) })),
      ),
    );
  await embed(others);
  expect(await inTenant(library, (scope) => switchEmbedding(scope, library.baseId))).toBe(false);
  expect(await inTenant(library, (scope) => listChunksToReembed(scope, { ...next, documentId, limit: 10 }))).toEqual([first]);
  await embed(first ? [first] : []);
  expect(await inTenant(library, (scope) => removeRetiredVectors(scope, { knowledgeBaseId: library.baseId, limit: 10 }))).toBe(0);
  expect(await inTenant(library, (scope) => switchEmbedding(scope, library.baseId))).toBe(true);
  expect(await inTenant(library, (scope) => switchEmbedding(scope, library.baseId))).toBe(false);

  const found = await searchKnowledge(world.database, {
    tenantId: library.tenantId,
    bases: [{ id: library.baseId, embeddingVersion: 2 }],
    embeddingDimension: 1536,
    vector: wide(1),
    text: null,
    limit: 10,
  });
  expect(found).toHaveLength(3);
  expect(await inTenant(library, (scope) => removeRetiredVectors(scope, { knowledgeBaseId: library.baseId, limit: 2 }))).toBe(2);
  expect(await inTenant(library, (scope) => removeRetiredVectors(scope, { knowledgeBaseId: library.baseId, limit: 2 }))).toBe(1);

  const publication = { documentId, knowledgeBaseId: library.baseId, embeddingVersion: 1, embeddingDimension: 768 } as const;
  const stale = inTenant(library, async (scope) => {
    await insertDocument(scope, library.baseId, documentId);
    await draft(scope, documentId, pages('stale'));
    await publishChunks(scope, publication);
  });
  await expect(stale).rejects.toThrow(EmbeddingChanged);
});

it('a document goes away whatever its knowledge base embeds with by now', async () => {
  const library = await world.addLibrary();
  const documentId = await world.publish(library, pages('one', 'two'));
  const stale = { documentId, knowledgeBaseId: library.baseId, embeddingVersion: 0, embeddingDimension: 1536 } as const;
  expect(await inTenant(library, (scope) => publishChunks(scope, stale))).toBe(0);
});

it('publishing tells in which language most of a document is, and how long it is', async () => {
  const library = await world.addLibrary();
  const documentId = await world.publish(library, pages('one', 'two'));
  const told = await withClient(world.test.superuserUrl, (client) =>
    rowsOf(
      client,
      `select d.language, d.token_count = (select sum(c.token_count) from knowledge_chunks c where c.document_id = d.id) as is_whole
        from knowledge_documents d where d.id = $1`,
      [documentId],
    ),
  );
  expect(told).toEqual([{ language: 'en', is_whole: true }]);
});

it('a change of embedding waits for a publication under way', async () => {
  const library = await world.addLibrary();
  await inTenant(library, ({ sql, tenantId }) =>
    sql
      .updateTable('knowledgeBases')
      .set({ nextEmbeddingModel: 'next', nextEmbeddingDimension: 768 })
      .where('tenantId', '=', tenantId)
      .where('id', '=', library.baseId)
      .execute(),
  );
  let outcome: Promise<boolean> | undefined;
  await inTenant(library, async (scope) => {
    const documentId = crypto.randomUUID();
    await insertDocument(scope, library.baseId, documentId);
    await draft(scope, documentId, pages('late'));
    await publishChunks(scope, { documentId, knowledgeBaseId: library.baseId, embeddingVersion: 1, embeddingDimension: 768 });
    outcome = inTenant(library, (other) => switchEmbedding(other, library.baseId));
  });
  expect(await outcome).toBe(false); // the chunk that came in has no next vector
});
