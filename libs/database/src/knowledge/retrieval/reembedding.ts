import { sql } from 'kysely';

import type { TenantScope } from '../../database.ts';
import type { EmbeddingDimension } from '../../tables.ts';
import { embeddingDimensions, vectorsOf } from './embedding-dimensions.ts';
import { encodeHalfvec } from './encode-halfvec.ts';

/** The vectors of one model in a knowledge base; the live ones' version is the base's `embedding_version`, the next ones' is one more. */
export interface Embedding {
  readonly knowledgeBaseId: string;
  readonly embeddingVersion: number;
  readonly embeddingDimension: EmbeddingDimension;
}

export interface ChunkToReembed {
  readonly chunkId: string;
  readonly documentName: string;
  readonly heading: string | null;
  readonly content: string;
  readonly tokenCount: number;
}

/** Live chunks of a document that have no vector of an embedding yet, in order. */
export async function listChunksToReembed(
  { sql: statements, tenantId }: TenantScope,
  {
    knowledgeBaseId,
    embeddingVersion,
    embeddingDimension,
    documentId,
    limit,
  }: Embedding & { readonly documentId: string; readonly limit: number },
): Promise<ChunkToReembed[]> {
  const { rows } = await sql<ChunkToReembed>`
    select c.id as chunk_id, d.name as document_name, c.heading, c.content, c.token_count
    from knowledge_chunks c join knowledge_documents d on d.tenant_id = c.tenant_id and d.id = c.document_id
    where c.tenant_id = ${tenantId} and c.knowledge_base_id = ${knowledgeBaseId} and c.document_id = ${documentId}
      and not exists (select from ${vectorsOf(embeddingDimension)} v
        where v.tenant_id = c.tenant_id and v.chunk_id = c.id and v.embedding_version = ${embeddingVersion})
    order by c.ordinal limit ${limit}`.execute(statements);
  return rows;
}

export interface ChunkVector {
  readonly chunkId: string;
  /** Of unit length. */
  readonly embedding: Float32Array;
}

/** Stores vectors of an embedding beside the live ones; those of chunks that have been replaced meanwhile are left out. */
export async function insertVectors(
  { sql: statements, tenantId }: TenantScope,
  { knowledgeBaseId, embeddingVersion, embeddingDimension }: Embedding,
  vectors: readonly ChunkVector[],
): Promise<void> {
  if (vectors.length === 0) return;
  const values = sql.join(vectors.map(({ chunkId, embedding }) => sql`(${chunkId}::uuid, ${encodeHalfvec(embedding)}::halfvec)`));
  await sql`
    insert into ${vectorsOf(embeddingDimension)} (tenant_id, knowledge_base_id, embedding_version, chunk_id, document_id, embedding)
    select ${tenantId}, ${knowledgeBaseId}, ${embeddingVersion}, c.id, c.document_id, e.embedding
    from (values ${values}) as e (chunk_id, embedding)
      join knowledge_chunks c on c.tenant_id = ${tenantId} and c.id = e.chunk_id and c.knowledge_base_id = ${knowledgeBaseId}
    for key share of c
    on conflict do nothing`.execute(statements);
}

/**
 * Lets a knowledge base's next vectors answer from this transaction's commit on, if every live chunk has one; whether they do now.
 * It waits for publications under way and holds up new ones, so that no chunk slips in without its next vector.
 */
export async function switchEmbedding({ sql: statements, tenantId }: TenantScope, knowledgeBaseId: string): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(publication_lock(${knowledgeBaseId}))`.execute(statements);
  for (const dimension of embeddingDimensions) {
    const { numAffectedRows } = await sql`
      update knowledge_bases b set embedding_model = b.next_embedding_model, embedding_dimension = b.next_embedding_dimension,
        embedding_version = b.embedding_version + 1, next_embedding_model = null, next_embedding_dimension = null, updated_at = now()
      where b.tenant_id = ${tenantId} and b.id = ${knowledgeBaseId} and b.deleted_at is null
        and b.next_embedding_model is not null and b.next_embedding_dimension = ${dimension}
        and not exists (select from knowledge_chunks c where c.tenant_id = b.tenant_id and c.knowledge_base_id = b.id
          and not exists (select from ${vectorsOf(dimension)} v
            where v.tenant_id = c.tenant_id and v.chunk_id = c.id and v.embedding_version = b.embedding_version + 1))`.execute(statements);
    if (numAffectedRows) return true;
  }
  return false;
}

/** Deletes vectors that are neither live nor being made, at most `limit` of each dimension; returns how many. */
export async function removeRetiredVectors(
  { sql: statements, tenantId }: TenantScope,
  { knowledgeBaseId, limit }: { readonly knowledgeBaseId: string; readonly limit: number },
): Promise<number> {
  let removed = 0n;
  for (const dimension of embeddingDimensions) {
    const { numAffectedRows } = await sql`
      delete from ${vectorsOf(dimension)} v using (
        select old.chunk_id, old.embedding_version from ${vectorsOf(dimension)} old
          join knowledge_bases b on b.tenant_id = old.tenant_id and b.id = old.knowledge_base_id
        where old.tenant_id = ${tenantId} and old.knowledge_base_id = ${knowledgeBaseId}
          and not (old.embedding_version = b.embedding_version and b.embedding_dimension = ${dimension})
          and not (old.embedding_version = b.embedding_version + 1 and coalesce(b.next_embedding_dimension, 0) = ${dimension})
        limit ${limit}) retired
      where v.tenant_id = ${tenantId} and v.chunk_id = retired.chunk_id and v.embedding_version = retired.embedding_version`.execute(
      statements,
    );
    removed += numAffectedRows ?? 0n;
  }
  return Number(removed);
}
