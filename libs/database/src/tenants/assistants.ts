import type { AssistantKnowledge, Locale } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';
import { byId, readPage, type PageRequest } from '../pages/read-page.ts';
import { assistantColumns, knowledgeBaseIdsOfAssistant } from './columns.ts';

export interface NewAssistant {
  readonly id: string;
  readonly name: string;
  readonly instructions: string;
  readonly modelTier: 'flash' | 'pro';
  readonly model: string | null;
  readonly locale: Locale;
  readonly temperature: number;
  readonly maxOutputTokens: number;
  readonly coalescing: Readonly<Record<string, number>>;
  readonly knowledge: Partial<AssistantKnowledge>;
}

export async function createAssistant({ sql: statements, tenantId }: TenantScope, assistant: NewAssistant) {
  return statements
    .insertInto('assistants')
    .values({
      ...assistant,
      coalescing: JSON.stringify(assistant.coalescing),
      knowledge: JSON.stringify(assistant.knowledge),
      tenantId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
}

export async function listAssistants({ sql: statements, tenantId }: TenantScope, page: PageRequest) {
  const query = statements
    .selectFrom('assistants')
    .where('tenantId', '=', tenantId)
    .select(assistantColumns)
    .select(knowledgeBaseIdsOfAssistant);
  return readPage(query, byId('asc'), page);
}
