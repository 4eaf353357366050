import { createHash } from 'node:crypto';

import type pg from 'pg';

import { searchText } from '@sylion/knowledge';

import type { Corpus, CorpusChunk } from '../corpus/corpus.ts';
import { baseId, chunkId, chunksPerDocument, documentId, tenantId } from '../corpus/identifiers.ts';
import { trackProgress } from '../report/track-progress.ts';
import type { BenchDatabase } from '../server/bench-database.ts';
import { vectorArray } from '../server/vector-array.ts';
import { withClient } from '../server/with-client.ts';
import { buildIndexes } from './build-indexes.ts';

/** Fills our own tables: drafts by SQL for speed, then the same publishing that ingestion uses. The ingest bench measures the real path. */
export async function loadOurs(database: BenchDatabase, corpus: Corpus, progress: (line: string) => void): Promise<void> {
  if (await database.isLoaded('ours')) return;
  progress('loading our tables');
  await withClient(database.superuserUrl, async (client) => {
    await client.query(`set synchronous_commit = off`);
    const tracker = trackProgress('chunks', corpus.chunkCount, progress);
    const vectorOid = await readVectorOid(client);
    for (const [tenant, size] of corpus.shape.tenantSizes.entries()) {
      await insertTenant(client, tenant, Math.ceil(size / chunksPerDocument));
      for (let start = 0; start < size; start += chunksPerDocument) {
        const chunks = Array.from({ length: Math.min(chunksPerDocument, size - start) }, (_, index) => corpus.chunk(tenant, start + index));
        await insertDocument(client, chunks, vectorOid);
        tracker.advance(chunks.length);
      }
    }
    await client.query('vacuum (analyze)');
  });
  await buildIndexes(database, corpus, progress);
  await withClient(database.superuserUrl, (client) => client.query('analyze'));
  await database.markLoaded('ours');
}

export async function readVectorOid(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ oid: number }>(`select 'vector'::regtype::oid::int as oid`);
  return rows[0]?.oid ?? 0;
}

/** A tenant with one knowledge base of so many documents, which have no chunks yet. */
export async function insertTenant(client: pg.Client, tenant: number, documents: number): Promise<void> {
  const ids = Array.from({ length: documents }, (_, document) => documentId(tenant, document));
  await client.query(`insert into tenants (id, slug, name) values ($1, $2, $2)`, [tenantId(tenant), `bench-${tenant}`]);
  await client.query(`insert into knowledge_bases (tenant_id, id, name) values ($1, $2, 'Bench')`, [tenantId(tenant), baseId(tenant)]);
  await client.query(
    `insert into knowledge_documents (tenant_id, id, knowledge_base_id, name, mime_type, state, ready_at)
      select $1, id, $2, 'Document', 'text/plain', 'ready', now() from unnest($3::uuid[]) as id`,
    [tenantId(tenant), baseId(tenant), ids],
  );
}

/** All chunks of one document, which is there already. */
export async function insertDocument(client: pg.Client, chunks: readonly CorpusChunk[], vectorOid: number): Promise<void> {
  const [first] = chunks;
  if (!first) return;
  const { tenant } = first;
  const document = documentId(tenant, Math.floor(first.number / chunksPerDocument));
  await client.query(
    `insert into knowledge_chunk_drafts (tenant_id, document_id, ordinal, chunk_id, content, token_count, language, search_text, embedding_hash)
      select $1, $2, ordinal, id, content, length(content) / 4, $3, search_text, hash
      from unnest($4::int[], $5::uuid[], $6::text[], $7::text[], $8::bytea[]) as d (ordinal, id, content, search_text, hash)`,
    [
      tenantId(tenant),
      document,
      first.language,
      chunks.map(({ number }) => number % chunksPerDocument),
      chunks.map(({ number }) => chunkId(tenant, number)),
      chunks.map(({ text }) => text),
      chunks.map(({ text }) => searchText(text)),
      chunks.map(({ text }) => createHash('sha256').update(text).digest()),
    ],
  );
  await client.query(
    `insert into knowledge_draft_vectors (tenant_id, document_id, chunk_id, embedding)
      select $1, $2, id, embedding::halfvec(768) from unnest($3::uuid[], $4::vector[]) as v (id, embedding)`,
    [
      tenantId(tenant),
      document,
      chunks.map(({ number }) => chunkId(tenant, number)),
      vectorArray(
        chunks.map(({ vector }) => vector),
        vectorOid,
      ),
    ],
  );
  await client.query('select publish_chunks($1, $2, $3, 1, 768)', [tenantId(tenant), document, baseId(tenant)]);
}
