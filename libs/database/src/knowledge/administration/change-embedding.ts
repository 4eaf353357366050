import { sql } from 'kysely';

import type { TenantScope } from '../../database.ts';
import type { EmbeddingDimension } from '../../tables.ts';

/**
 * Sets which model's vectors are to answer next; null: those that answer now stay. What was made for another next model is taken away,
 * and the workers that make it lose their claims. The documents are held by `lockDocumentsOf`, the knowledge base by `lockKnowledgeBase`.
 */
export async function setNextEmbedding(
  { sql: statements, tenantId }: TenantScope,
  base: { readonly id: string; readonly embeddingVersion: number; readonly nextEmbeddingModel: string | null },
  next: { readonly model: string; readonly dimension: EmbeddingDimension } | null,
): Promise<void> {
  if (base.nextEmbeddingModel !== null) {
    await statements
      .updateTable('knowledgeDocuments')
      .set({ claim: sql<number>`claim + 1`, claimedUntil: null })
      .where('tenantId', '=', tenantId)
      .where('knowledgeBaseId', '=', base.id)
      .where('state', 'in', ['ready', 'needs_ocr', 'failed'])
      .execute();
    for (const table of ['knowledge_vectors_768', 'knowledge_vectors_1536'])
      await sql`
        delete from ${sql.table(table)} where tenant_id = ${tenantId} and knowledge_base_id = ${base.id}
          and embedding_version = ${base.embeddingVersion + 1}`.execute(statements);
  }
  await statements
    .updateTable('knowledgeBases')
    .set({ nextEmbeddingModel: next?.model ?? null, nextEmbeddingDimension: next?.dimension ?? null, updatedAt: sql<Date>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', base.id)
    .execute();
}
