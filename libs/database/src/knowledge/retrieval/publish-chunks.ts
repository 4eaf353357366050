import { sql } from 'kysely';

import type { TenantScope } from '../../database.ts';
import type { EmbeddingDimension } from '../../tables.ts';

export interface Publication {
  readonly documentId: string;
  readonly knowledgeBaseId: string;
  readonly embeddingVersion: number;
  readonly embeddingDimension: EmbeddingDimension;
}

/** The drafts' vectors are not of the model that the knowledge base uses now: they are to be made again. */
export class EmbeddingChanged extends Error {
  override name = 'EmbeddingChanged';
}

/**
 * Replaces the live chunks of a document by its drafts and forgets the drafts, within the caller's transaction: whoever searches sees
 * the old chunks or the new ones. Call it last, because it takes the knowledge base's row. Returns the number of live chunks.
 * @throws {EmbeddingChanged}
 */
export async function publishChunks({ sql: statements, tenantId }: TenantScope, publication: Publication): Promise<number> {
  const { documentId, knowledgeBaseId, embeddingVersion, embeddingDimension } = publication;
  const { rows } = await sql<{ count: number | null }>`
    select publish_chunks(${tenantId}, ${documentId}, ${knowledgeBaseId}, ${embeddingVersion}, ${embeddingDimension}) as count`.execute(
    statements,
  );
  const count = rows[0]?.count ?? null;
  if (count === null) throw new EmbeddingChanged(knowledgeBaseId);
  return count;
}
