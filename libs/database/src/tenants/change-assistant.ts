import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';
import type { NewAssistant } from './assistants.ts';
import { assistantColumns, knowledgeBaseIdsOfAssistant } from './columns.ts';

export type AssistantChange = Partial<Omit<NewAssistant, 'id'>> & { readonly tools?: string[] };

export async function findAssistant({ sql: statements, tenantId }: TenantScope, assistantId: string) {
  return statements
    .selectFrom('assistants')
    .where('tenantId', '=', tenantId)
    .where('id', '=', assistantId)
    .select(assistantColumns)
    .select(knowledgeBaseIdsOfAssistant)
    .executeTakeFirst();
}

/** Changes the named fields, also within `knowledge`; undefined when there is no such assistant in this tenant. */
export async function changeAssistant(
  { sql: statements, tenantId }: TenantScope,
  assistantId: string,
  { coalescing, knowledge, ...fields }: AssistantChange,
) {
  return statements
    .updateTable('assistants')
    .set({
      ...fields,
      ...(coalescing && { coalescing: JSON.stringify(coalescing) }),
      ...(knowledge && { knowledge: sql<string>`knowledge || ${JSON.stringify(knowledge)}::jsonb` }),
      updatedAt: sql<Date>`now()`,
    })
    .where('tenantId', '=', tenantId)
    .where('id', '=', assistantId)
    .returning(assistantColumns)
    .returning(knowledgeBaseIdsOfAssistant)
    .executeTakeFirst();
}

/** Gives an assistant these knowledge bases and no others. */
export async function linkKnowledgeBases(
  { sql: statements, tenantId }: TenantScope,
  assistantId: string,
  knowledgeBaseIds: readonly string[],
): Promise<void> {
  await statements.deleteFrom('assistantKnowledgeBases').where('tenantId', '=', tenantId).where('assistantId', '=', assistantId).execute();
  if (knowledgeBaseIds.length === 0) return;
  await statements
    .insertInto('assistantKnowledgeBases')
    .values([...new Set(knowledgeBaseIds)].map((knowledgeBaseId) => ({ tenantId, assistantId, knowledgeBaseId })))
    .execute();
}
