import { sql } from 'kysely';

import type { FoundChunk, LocalQuery } from '@sylion/knowledge';

import type { Database } from '../../database.ts';
import { DatabaseUnavailable, isUnavailable } from '../../errors.ts';
import { encodeHalfvec } from './encode-halfvec.ts';

export type TenantQuery = LocalQuery & {
  readonly tenantId: string;
  /** For tests and measurements: how vectors are looked for, whatever the size of the knowledge base. */
  readonly route?: 'exact' | 'bits' | 'ann';
};

/**
 * The chunks that answer a question, best first: as many as `limit`, or all there are. One round trip, one snapshot; the SQL function
 * steps into the tenant role itself and chooses per knowledge base how to look (`0008_retune_knowledge.sql`).
 * Knowledge bases of other tenants, deleted ones and documents that are going away answer nothing.
 * @param query `vector` has unit length; `text` is folded as `searchText` of libs/knowledge folds it
 * @throws {DatabaseUnavailable} when Postgres is away
 */
export async function searchKnowledge(database: Database, query: TenantQuery): Promise<FoundChunk[]> {
  const { tenantId, bases, embeddingDimension, vector, text, limit, filter, neighbourHits, route } = query;
  if (vector !== null && vector.length !== embeddingDimension)
    throw new TypeError(`a vector of ${embeddingDimension} numbers is needed, not of ${vector.length}`);
  const ids = bases.map(({ id }) => id);
  const versions = bases.map(({ embeddingVersion }) => embeddingVersion);
  const filterText = filter === undefined || Object.keys(filter).length === 0 ? null : JSON.stringify(filter);
  try {
    const { rows } = await sql<FoundChunk>`select chunk_id as "chunkId", document_id as "documentId", document_name as "documentName",
        knowledge_base_id as "knowledgeBaseId", ordinal, heading, page, content as text, token_count as "tokenCount", similarity,
        vector_rank as "vectorRank", text_rank as "textRank", text_score as "textScore", coverage, score, neighbours
      from search_knowledge(
      ${tenantId}, ${ids}::uuid[], ${versions}::int[], ${embeddingDimension}, ${vector && encodeHalfvec(vector)}::halfvec, ${text}, ${limit},
      ${filterText}, ${route ?? null}, ${neighbourHits ?? 0})`.execute(database.unscoped.withoutPlugins()); // named as they are used: nothing to rename
    return rows;
  } catch (error) {
    throw isUnavailable(error) ? new DatabaseUnavailable(error) : error;
  }
}
