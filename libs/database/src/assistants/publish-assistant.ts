import { sql } from 'kysely';

import type { AssistantSettings } from '@sylion/schemas';

import type { Actor } from '../conversations/change-speaker.ts';
import type { TenantScope } from '../database.ts';
import { toPublishedColumns } from './published-settings.ts';

export interface NewPublication {
  readonly assistantId: string;
  readonly settings: AssistantSettings;
  readonly note: string | null;
  readonly by: Actor;
  /** The older version whose settings these are; what is being worked on stays as it is then. */
  readonly rolledBackTo?: number;
}

/** Makes settings the next version of a locked assistant, which every turn that begins from now on uses. Returns its number. */
export async function publishAssistant(scope: TenantScope, publication: NewPublication): Promise<number> {
  const { sql: statements, tenantId } = scope;
  const { assistantId, settings, rolledBackTo } = publication;
  const { number } = await statements
    .selectFrom('assistantVersions')
    .where('tenantId', '=', tenantId)
    .where('assistantId', '=', assistantId)
    .select(sql<number>`coalesce(max(number), 0) + 1`.as('number'))
    .executeTakeFirstOrThrow();
  await statements
    .updateTable('assistants')
    .set({
      ...toPublishedColumns(settings),
      ...(rolledBackTo === undefined && { draft: null }),
      publishedVersion: number,
      publishedAt: sql<Date>`now()`,
      updatedAt: sql<Date>`now()`,
    })
    .where('tenantId', '=', tenantId)
    .where('id', '=', assistantId)
    .execute();
  await linkKnowledgeBases(scope, assistantId, settings.knowledgeBaseIds);
  await insertVersion(scope, { ...publication, number });
  return number;
}

/** Appends one version: it is never changed again. */
export async function insertVersion(
  { sql: statements, tenantId }: TenantScope,
  {
    assistantId,
    number,
    settings,
    note,
    by,
    rolledBackTo = null,
  }: Omit<NewPublication, 'rolledBackTo'> & { readonly number: number; readonly rolledBackTo?: number | null },
): Promise<void> {
  await statements
    .insertInto('assistantVersions')
    .values({
      tenantId,
      assistantId,
      number,
      settings: JSON.stringify(settings),
      note,
      rolledBackTo,
      publisherKind: by.kind,
      publisherId: by.id ?? null,
    })
    .execute();
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
