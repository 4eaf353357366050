import { sql } from 'kysely';

import { readAssistantSettings, type AssistantSettings } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';
import { readPage, type PageOrder, type PageRequest } from '../pages/read-page.ts';

const columns = ['number', 'note', 'rolledBackTo', 'publisherKind', 'publisherId', 'publishedAt'] as const;

export type AssistantVersion = Awaited<ReturnType<typeof listVersions>>['items'][number];

const newestFirst: PageOrder = { direction: 'desc', by: [{ column: sql.ref('number'), type: 'int' }] };

/** The versions of an assistant, newest first, without their settings. */
export async function listVersions({ sql: statements, tenantId }: TenantScope, page: PageRequest & { readonly assistantId: string }) {
  const query = statements
    .selectFrom('assistantVersions')
    .where('tenantId', '=', tenantId)
    .where('assistantId', '=', page.assistantId)
    .select(columns);
  return readPage(query, newestFirst, page);
}

/** Undefined when this assistant never had a version of that number. */
export async function findVersion(
  { sql: statements, tenantId }: TenantScope,
  assistantId: string,
  number: number,
): Promise<(AssistantVersion & { readonly settings: AssistantSettings }) | undefined> {
  const row = await statements
    .selectFrom('assistantVersions')
    .where('tenantId', '=', tenantId)
    .where('assistantId', '=', assistantId)
    .where('number', '=', number)
    .select(columns)
    .select('settings')
    .executeTakeFirst();
  return row && { ...row, settings: readAssistantSettings(row.settings) };
}
