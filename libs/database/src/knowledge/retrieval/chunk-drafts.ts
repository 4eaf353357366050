import { sql } from 'kysely';

import type { ChunkLanguage } from '@sylion/knowledge';

import type { TenantScope } from '../../database.ts';
import { embeddingDimensions, vectorsOf } from './embedding-dimensions.ts';
import { encodeHalfvec } from './encode-halfvec.ts';

/** A chunk of a document's next version as it is stored. */
export interface NewDraft {
  readonly ordinal: number;
  readonly chunkId: string;
  readonly heading: string | null;
  readonly page: number | null;
  readonly content: string;
  readonly tokenCount: number;
  readonly language: ChunkLanguage;
  /** Its words as full text search folds them. */
  readonly searchText: string;
  /** Of all that its vector is made from. */
  readonly embeddingHash: Buffer;
}

/** Stores chunks of a document's next version; those whose ordinal is there already are left as they are. */
export async function insertDrafts(
  { sql: statements, tenantId }: TenantScope,
  documentId: string,
  drafts: readonly NewDraft[],
): Promise<void> {
  if (drafts.length === 0) return;
  const rows = drafts.map(({ embeddingHash, ...draft }) => ({ ...draft, embeddingHash: embeddingHash.toString('hex') }));
  await sql`
    insert into knowledge_chunk_drafts
      (tenant_id, document_id, ordinal, chunk_id, heading, page, content, token_count, language, search_text, embedding_hash)
    select ${tenantId}, ${documentId}, d.ordinal, d."chunkId", d.heading, d.page, d.content, d."tokenCount", d.language, d."searchText",
      decode(d."embeddingHash", 'hex')
    from json_to_recordset(${JSON.stringify(rows)}::json) as d (ordinal int, "chunkId" uuid, heading text, page int, content text,
      "tokenCount" int, language text, "searchText" text, "embeddingHash" text)
    on conflict do nothing`.execute(statements);
}

export interface DraftToEmbed {
  readonly ordinal: number;
  readonly heading: string | null;
  readonly content: string;
  readonly tokenCount: number;
}

/** The next drafts of a document that have no vector yet, in order. */
export async function listDraftsToEmbed(
  { sql: statements, tenantId }: TenantScope,
  documentId: string,
  limit: number,
): Promise<DraftToEmbed[]> {
  return statements
    .selectFrom('knowledgeChunkDrafts')
    .where('tenantId', '=', tenantId)
    .where('documentId', '=', documentId)
    .where('embedding', 'is', null)
    .select(['ordinal', 'heading', 'content', 'tokenCount'])
    .orderBy('ordinal')
    .limit(limit)
    .execute();
}

export interface EmbeddedDraft {
  readonly ordinal: number;
  /** Of unit length. */
  readonly embedding: Float32Array;
}

/** Gives drafts their vectors. */
export async function embedDrafts(
  { sql: statements, tenantId }: TenantScope,
  documentId: string,
  embedded: readonly EmbeddedDraft[],
): Promise<void> {
  if (embedded.length === 0) return;
  const values = sql.join(embedded.map(({ ordinal, embedding }) => sql`(${ordinal}::int, ${encodeHalfvec(embedding)}::halfvec)`));
  await sql`
    update knowledge_chunk_drafts d set embedding = e.embedding from (values ${values}) as e (ordinal, embedding)
    where d.tenant_id = ${tenantId} and d.document_id = ${documentId} and d.ordinal = e.ordinal`.execute(statements);
}

/** How many drafts of a document have their vector. */
export async function countEmbeddedDrafts({ sql: statements, tenantId }: TenantScope, documentId: string): Promise<number> {
  const { count } = await statements
    .selectFrom('knowledgeChunkDrafts')
    .where('tenantId', '=', tenantId)
    .where('documentId', '=', documentId)
    .where('embedding', 'is not', null)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Gives drafts that are made of the same as a live chunk of their document that chunk's vector. Returns how many have one now. */
export async function reuseVectors(scope: TenantScope, documentId: string): Promise<number> {
  const { sql: statements, tenantId } = scope;
  for (const dimension of embeddingDimensions)
    await sql`
      update knowledge_chunk_drafts d set embedding = v.embedding
      from knowledge_chunks c
        join knowledge_bases b on b.tenant_id = c.tenant_id and b.id = c.knowledge_base_id and b.embedding_dimension = ${dimension}
        join ${vectorsOf(dimension)} v on v.tenant_id = c.tenant_id and v.chunk_id = c.id and v.embedding_version = b.embedding_version
      where d.tenant_id = ${tenantId} and d.document_id = ${documentId} and d.embedding is null
        and c.tenant_id = ${tenantId} and c.document_id = ${documentId} and c.embedding_hash = d.embedding_hash`.execute(statements);
  return countEmbeddedDrafts(scope, documentId);
}
