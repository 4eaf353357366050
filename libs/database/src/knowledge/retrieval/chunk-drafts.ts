import { sql } from 'kysely';

import type { ChunkLanguage } from '@sylion/knowledge';

import type { TenantScope } from '../../database.ts';
import { embeddingDimensions, vectorsOf } from './embedding-dimensions.ts';
import { encodeArray, typeOids } from './encode-array.ts';
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
  const texts = (read: (draft: NewDraft) => string | number | null): Buffer =>
    encodeArray(
      typeOids.text,
      drafts.map(read).map((value) => (value === null ? null : Buffer.from(String(value)))),
    );
  const hashes = encodeArray(
    typeOids.bytea,
    drafts.map(({ embeddingHash }) => embeddingHash),
  );
  await sql`
    insert into knowledge_chunk_drafts
      (tenant_id, document_id, ordinal, chunk_id, heading, page, content, token_count, language, search_text, embedding_hash)
    select ${tenantId}, ${documentId}, ordinal::int, chunk_id::uuid, heading, page::int, content, token_count::int, language, search_text, hash
    from unnest(${texts(({ ordinal }) => ordinal)}::text[], ${texts(({ chunkId }) => chunkId)}::text[], ${texts(({ heading }) => heading)}::text[],
      ${texts(({ page }) => page)}::text[], ${texts(({ content }) => content)}::text[], ${texts(({ tokenCount }) => tokenCount)}::text[],
      ${texts(({ language }) => language)}::text[], ${texts(({ searchText }) => searchText)}::text[], ${hashes}::bytea[])
      as d (ordinal, chunk_id, heading, page, content, token_count, language, search_text, hash)
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
    .selectFrom('knowledgeChunkDrafts as d')
    .where('tenantId', '=', tenantId)
    .where('documentId', '=', documentId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('knowledgeDraftVectors as v')
            .whereRef('v.tenantId', '=', 'd.tenantId')
            .whereRef('v.documentId', '=', 'd.documentId')
            .whereRef('v.chunkId', '=', 'd.chunkId'),
        ),
      ),
    )
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

/** Gives drafts their vectors; one that has one keeps it. */
export async function embedDrafts(
  { sql: statements, tenantId }: TenantScope,
  documentId: string,
  embedded: readonly EmbeddedDraft[],
): Promise<void> {
  if (embedded.length === 0) return;
  // An extension's types have another number in every database.
  const { rows } = await sql<{ oid: number }>`select 'halfvec'::regtype::oid::int as oid`.execute(statements);
  const vectors = encodeArray(
    rows[0]?.oid ?? 0,
    embedded.map(({ embedding }) => encodeHalfvec(embedding)),
  );
  await sql`
    insert into knowledge_draft_vectors (tenant_id, document_id, chunk_id, embedding)
    select d.tenant_id, d.document_id, d.chunk_id, e.embedding
    from unnest(${embedded.map(({ ordinal }) => ordinal)}::int[], ${vectors}::halfvec[]) as e (ordinal, embedding)
      join knowledge_chunk_drafts d on d.tenant_id = ${tenantId} and d.document_id = ${documentId} and d.ordinal = e.ordinal
    on conflict do nothing`.execute(statements);
}

/** How many drafts of a document have their vector. */
export async function countEmbeddedDrafts({ sql: statements, tenantId }: TenantScope, documentId: string): Promise<number> {
  const { count } = await statements
    .selectFrom('knowledgeDraftVectors')
    .where('tenantId', '=', tenantId)
    .where('documentId', '=', documentId)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Gives drafts that are made of the same as a live chunk of their document that chunk's vector. Returns how many have one now. */
export async function reuseVectors(scope: TenantScope, documentId: string): Promise<number> {
  const { sql: statements, tenantId } = scope;
  for (const dimension of embeddingDimensions)
    await sql`
      insert into knowledge_draft_vectors (tenant_id, document_id, chunk_id, embedding)
      select d.tenant_id, d.document_id, d.chunk_id, v.embedding
      from knowledge_chunk_drafts d
        join knowledge_chunks c on c.tenant_id = d.tenant_id and c.document_id = d.document_id and c.embedding_hash = d.embedding_hash
        join knowledge_bases b on b.tenant_id = c.tenant_id and b.id = c.knowledge_base_id and b.embedding_dimension = ${dimension}
        join ${vectorsOf(dimension)} v on v.tenant_id = c.tenant_id and v.chunk_id = c.id and v.embedding_version = b.embedding_version
      where d.tenant_id = ${tenantId} and d.document_id = ${documentId}
      on conflict do nothing`.execute(statements);
  return countEmbeddedDrafts(scope, documentId);
}
