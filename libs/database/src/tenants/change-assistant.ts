import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';
import type { NewAssistant } from './assistants.ts';
import { assistantColumns } from './columns.ts';

export type AssistantChange = Partial<Omit<NewAssistant, 'id'>> & { readonly tools?: string[] };

export async function findAssistant({ sql: statements, tenantId }: TenantScope, assistantId: string) {
  return statements
    .selectFrom('assistants')
    .where('tenantId', '=', tenantId)
    .where('id', '=', assistantId)
    .select(assistantColumns)
    .executeTakeFirst();
}

/** Changes the named fields; undefined when there is no such assistant in this tenant. */
export async function changeAssistant(
  { sql: statements, tenantId }: TenantScope,
  assistantId: string,
  { coalescing, ...fields }: AssistantChange,
) {
  return statements
    .updateTable('assistants')
    .set({ ...fields, ...(coalescing && { coalescing: JSON.stringify(coalescing) }), updatedAt: sql<Date>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', assistantId)
    .returning(assistantColumns)
    .executeTakeFirst();
}
