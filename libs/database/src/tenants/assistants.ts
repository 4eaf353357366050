import type { Locale } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';
import { assistantColumns } from './columns.ts';

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
}

export async function createAssistant({ sql: statements, tenantId }: TenantScope, assistant: NewAssistant) {
  return statements
    .insertInto('assistants')
    .values({ ...assistant, coalescing: JSON.stringify(assistant.coalescing), tenantId })
    .returning(assistantColumns)
    .executeTakeFirstOrThrow();
}

export async function listAssistants({ sql: statements, tenantId }: TenantScope) {
  return statements.selectFrom('assistants').where('tenantId', '=', tenantId).select(assistantColumns).orderBy('id').execute();
}
