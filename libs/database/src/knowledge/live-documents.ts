import type { TenantScope } from '../database.ts';

/** Those of the documents that may answer now, with their names: none that was deleted, nor one of a deleted knowledge base. */
export async function listLiveDocuments(
  { sql: statements, tenantId }: TenantScope,
  { documentIds, knowledgeBaseIds }: { documentIds: readonly string[]; knowledgeBaseIds: readonly string[] },
): Promise<{ id: string; name: string; knowledgeBaseId: string }[]> {
  if (documentIds.length === 0 || knowledgeBaseIds.length === 0) return [];
  return statements
    .selectFrom('knowledgeDocuments as d')
    .innerJoin('knowledgeBases as b', (join) => join.onRef('b.tenantId', '=', 'd.tenantId').onRef('b.id', '=', 'd.knowledgeBaseId'))
    .where('d.tenantId', '=', tenantId)
    .where('d.id', 'in', documentIds)
    .where('d.knowledgeBaseId', 'in', knowledgeBaseIds)
    .where('d.state', '!=', 'deleting')
    .where('b.deletedAt', 'is', null)
    .select(['d.id', 'd.name', 'd.knowledgeBaseId'])
    .execute();
}
