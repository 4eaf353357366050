import type { Locale } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';

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

const columns = [
  'id',
  'name',
  'instructions',
  'modelTier',
  'model',
  'locale',
  'temperature',
  'maxOutputTokens',
  'tools',
  'coalescing',
  'createdAt',
  'updatedAt',
] as const;

export async function createAssistant({ sql: statements, tenantId }: TenantScope, assistant: NewAssistant) {
  return statements
    .insertInto('assistants')
    .values({ ...assistant, coalescing: JSON.stringify(assistant.coalescing), tenantId })
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export async function listAssistants({ sql: statements, tenantId }: TenantScope) {
  return statements.selectFrom('assistants').where('tenantId', '=', tenantId).select(columns).orderBy('id').execute();
}
