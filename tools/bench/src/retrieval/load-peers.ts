import type pg from 'pg';

import type { Corpus } from '../corpus/corpus.ts';
import { chunkId, tenantId } from '../corpus/identifiers.ts';
import { trackProgress } from '../report/track-progress.ts';
import type { BenchDatabase } from '../server/bench-database.ts';
import { vectorArray } from '../server/vector-array.ts';
import { withClient } from '../server/with-client.ts';
import { langchainTables, openLangchainStore } from './systems/langchain-system.ts';
import { llamaindexTable, openLlamaindexStore } from './systems/llamaindex-system.ts';

const rowsAtOnce = 1_000;

/**
 * Fills the tables that the peers' own API makes, with SQL for speed. Each gets the tenant where its API looks for it; LlamaIndex gets it
 * twice, as collection and in the metadata, so that one table serves both of its ways.
 */
export async function loadPeers(database: BenchDatabase, corpus: Corpus, progress: (line: string) => void): Promise<void> {
  const step = async (part: string, load: (client: pg.Client) => Promise<unknown>): Promise<void> => {
    if (await database.isLoaded(part)) return;
    progress(`loading ${part}`);
    await withClient(database.ownerUrl, load);
    await database.markLoaded(part);
  };
  await step(langchainTables.default, async (client) => {
    await makeEmptyTable(client, langchainTables.default, () => createLangchainTable(database.ownerUrl, langchainTables.default, false));
    await insertCorpus(client, corpus, progress);
    await client.query(`vacuum (analyze) ${langchainTables.default}`);
  });
  await step(llamaindexTable, async (client) => {
    await makeEmptyTable(client, llamaindexTable, async () => {
      const store = await openLlamaindexStore(database.ownerUrl, true);
      await (await store.client()).close();
    });
    await client.query(`insert into ${llamaindexTable} (id, external_id, collection, document, metadata, embeddings)
      select id, '', metadata->>'tenant', text, metadata, embedding from ${langchainTables.default}`);
    await client.query(`vacuum (analyze) ${llamaindexTable}`);
  });
  if (corpus.shape.name === 'B') return;
  await step(langchainTables.hnsw, async (client) => {
    await makeEmptyTable(client, langchainTables.hnsw, () => createLangchainTable(database.ownerUrl, langchainTables.hnsw, true));
    await client.query(`insert into ${langchainTables.hnsw} select id, text, metadata, embedding from ${langchainTables.default}`);
    const store = await openLangchainStore(database.ownerUrl, langchainTables.hnsw, true);
    await store.createHnswIndex({ dimensions: 768 });
    await store.end();
    await client.query(`vacuum (analyze) ${langchainTables.hnsw}`);
  });
}

/** A load that was broken off is begun again. */
async function makeEmptyTable(client: pg.Client, table: string, create: () => Promise<void>): Promise<void> {
  await client.query(`drop table if exists ${table}`);
  await create();
}

async function createLangchainTable(url: string, table: string, hasIndex: boolean): Promise<void> {
  const store = await openLangchainStore(url, table, hasIndex);
  await store.end();
}

async function insertCorpus(client: pg.Client, corpus: Corpus, progress: (line: string) => void): Promise<void> {
  const vectorOid = (await client.query<{ oid: number }>(`select 'vector'::regtype::oid::int as oid`)).rows[0]?.oid ?? 0;
  const tracker = trackProgress('chunks', corpus.chunkCount, progress);
  for (const [tenant, size] of corpus.shape.tenantSizes.entries()) {
    for (let start = 0; start < size; start += rowsAtOnce) {
      const chunks = Array.from({ length: Math.min(rowsAtOnce, size - start) }, (_, index) => corpus.chunk(tenant, start + index));
      await client.query(
        `insert into ${langchainTables.default} (id, text, metadata, embedding)
          select id, text, jsonb_build_object('tenant', $4::text), embedding from unnest($1::uuid[], $2::text[], $3::vector[]) as t (id, text, embedding)`,
        [
          chunks.map(({ number }) => chunkId(tenant, number)),
          chunks.map(({ text }) => text),
          vectorArray(
            chunks.map(({ vector }) => vector),
            vectorOid,
          ),
          tenantId(tenant),
        ],
      );
      tracker.advance(chunks.length);
    }
  }
}
