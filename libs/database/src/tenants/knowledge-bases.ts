import type { TenantScope } from '../database.ts';

const columns = ['id', 'name', 'mode', 'createdAt', 'updatedAt'] as const;

export async function createKnowledgeBase(
  { sql: statements, tenantId }: TenantScope,
  knowledgeBase: { id: string; name: string; mode: 'local' },
) {
  return statements
    .insertInto('knowledgeBases')
    .values({ ...knowledgeBase, tenantId })
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export async function listKnowledgeBases({ sql: statements, tenantId }: TenantScope) {
  return statements.selectFrom('knowledgeBases').where('tenantId', '=', tenantId).select(columns).orderBy('id').execute();
}
