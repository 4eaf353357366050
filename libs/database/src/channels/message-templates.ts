import { sql } from 'kysely';

import { newId, type TemplateComponent, type TemplateSync } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';
import { readPage, type PageOrder, type PageRequest } from '../pages/read-page.ts';

export interface ProviderTemplate {
  readonly providerTemplateId: string;
  readonly name: string;
  readonly language: string;
  readonly category: string;
  readonly status: string;
  readonly components: readonly TemplateComponent[];
}

const columns = [
  'id',
  'channelId',
  'providerTemplateId',
  'name',
  'language',
  'category',
  'status',
  'components',
  'createdAt',
  'updatedAt',
] as const;

/** Makes a channel's templates those that the provider has: one that is known by name and language keeps its id. */
export async function replaceTemplates(
  { sql: statements, tenantId }: TenantScope,
  channelId: string,
  templates: readonly ProviderTemplate[],
): Promise<TemplateSync> {
  const kept =
    templates.length === 0
      ? []
      : await statements
          .insertInto('messageTemplates')
          .values(
            templates.map((template) => ({
              tenantId,
              channelId,
              id: newId(),
              ...template,
              components: JSON.stringify(template.components),
            })),
          )
          .onConflict((conflict) =>
            conflict.columns(['tenantId', 'channelId', 'name', 'language']).doUpdateSet({
              providerTemplateId: sql`excluded.provider_template_id`,
              category: sql`excluded.category`,
              status: sql`excluded.status`,
              components: sql`excluded.components`,
              updatedAt: sql<Date>`now()`,
            }),
          )
          .returning('id')
          .execute();
  let gone = statements.deleteFrom('messageTemplates').where('tenantId', '=', tenantId).where('channelId', '=', channelId);
  if (kept.length > 0)
    gone = gone.where(
      'id',
      'not in',
      kept.map(({ id }) => id),
    );
  const { numDeletedRows } = await gone.executeTakeFirstOrThrow();
  return { synced: kept.length, removed: Number(numDeletedRows) };
}

const byName: PageOrder = {
  direction: 'asc',
  by: [
    { column: sql.ref('name'), type: 'text' },
    { column: sql.ref('language'), type: 'text' },
    { column: sql.ref('id'), type: 'uuid' },
  ],
};

/** The tenant's templates by name and language. */
export async function listTemplates(
  { sql: statements, tenantId }: TenantScope,
  { limit, cursor, channelId, status }: PageRequest & { readonly channelId?: string; readonly status?: string },
) {
  let query = statements.selectFrom('messageTemplates').where('tenantId', '=', tenantId).select(columns);
  if (channelId !== undefined) query = query.where('channelId', '=', channelId);
  if (status !== undefined) query = query.where('status', '=', status);
  return readPage(query, byName, { limit, cursor });
}

/** Undefined when there is none such in this tenant. */
export const findTemplate = ({ sql: statements, tenantId }: TenantScope, templateId: string) =>
  statements
    .selectFrom('messageTemplates')
    .where('tenantId', '=', tenantId)
    .where('id', '=', templateId)
    .select(columns)
    .executeTakeFirst();

/** The template of a channel that is called so in this language. */
export const findTemplateByName = (
  { sql: statements, tenantId }: TenantScope,
  { channelId, name, language }: { channelId: string; name: string; language: string },
) =>
  statements
    .selectFrom('messageTemplates')
    .where('tenantId', '=', tenantId)
    .where('channelId', '=', channelId)
    .where('name', '=', name)
    .where('language', '=', language)
    .select(columns)
    .executeTakeFirst();
