import { sql } from 'kysely';

import type { TenantScope } from '../../database.ts';
import { removeEmptyBase } from '../ingest/remove-document.ts';
import { withoutWork } from './change-document.ts';
import { lockDocumentsOf } from './find-documents.ts';

/** Chunks that the deletion of a knowledge base takes away at once; those of larger ones go document by document. */
const chunksAtOnce = 5_000;

/**
 * From this transaction's commit on, nothing of a knowledge base answers a question, and no assistant has it. Its documents' objects and
 * rows are the worker's to remove, the knowledge base's row with the last of them.
 *
 * @returns the ids of its documents; undefined when there is no such knowledge base in this tenant, or no longer
 */
export async function deleteKnowledgeBase(scope: TenantScope, knowledgeBaseId: string): Promise<string[] | undefined> {
  const { sql: statements, tenantId } = scope;
  await lockDocumentsOf(scope, knowledgeBaseId);
  const deleted = await statements
    .updateTable('knowledgeBases')
    .set({ deletedAt: sql<Date>`now()`, updatedAt: sql<Date>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', knowledgeBaseId)
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
  if (deleted.numUpdatedRows === 0n) return undefined;
  await statements
    .deleteFrom('assistantKnowledgeBases')
    .where('tenantId', '=', tenantId)
    .where('knowledgeBaseId', '=', knowledgeBaseId)
    .execute();
  const documents = await statements
    .updateTable('knowledgeDocuments')
    .set({ ...withoutWork, state: 'deleting' })
    .where('tenantId', '=', tenantId)
    .where('knowledgeBaseId', '=', knowledgeBaseId)
    .returning('id')
    .execute();
  await sql`
    delete from knowledge_chunks where tenant_id = ${tenantId} and id in (
      select id from knowledge_chunks where tenant_id = ${tenantId} and knowledge_base_id = ${knowledgeBaseId} limit ${chunksAtOnce}
    )`.execute(statements);
  await removeEmptyBase(scope, knowledgeBaseId);
  return documents.map(({ id }) => id);
}
