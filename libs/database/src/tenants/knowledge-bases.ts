import { sql } from 'kysely';

import type { KnowledgeBaseSettings } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';
import { byId, readPage, type PageRequest } from '../pages/read-page.ts';
import type { EmbeddingDimension } from '../tables.ts';

const columns = [
  'b.id',
  'b.name',
  'b.mode',
  'b.settings',
  'b.embeddingModel',
  'b.embeddingDimension',
  'b.embeddingVersion',
  'b.nextEmbeddingModel',
  'b.nextEmbeddingDimension',
  'b.languages',
  'b.chunkCount',
  'b.createdAt',
  'b.updatedAt',
] as const;

export interface NewKnowledgeBase {
  readonly id: string;
  readonly name: string;
  readonly mode: 'local' | 'vertex_search';
  readonly settings: Partial<KnowledgeBaseSettings>;
  readonly embeddingModel: string;
  readonly embeddingDimension: EmbeddingDimension;
}

export async function createKnowledgeBase({ sql: statements, tenantId }: TenantScope, knowledgeBase: NewKnowledgeBase): Promise<void> {
  await statements
    .insertInto('knowledgeBases')
    .values({ ...knowledgeBase, settings: JSON.stringify(knowledgeBase.settings), tenantId })
    .execute();
}

export type KnowledgeBaseRow = NonNullable<Awaited<ReturnType<typeof findKnowledgeBase>>>;

/** Knowledge bases that were not deleted, each with how many documents it has in each state and how many of its chunks have their next vector. */
export const listKnowledgeBases = (scope: TenantScope, page: PageRequest) =>
  readPage(selectKnowledgeBases(scope), byId('asc', 'b.id'), page);

/** Undefined when there is no such knowledge base in this tenant, or no longer. */
export const findKnowledgeBase = (scope: TenantScope, knowledgeBaseId: string) =>
  selectKnowledgeBases(scope).where('b.id', '=', knowledgeBaseId).executeTakeFirst();

/**
 * Takes a knowledge base for this transaction: nobody deletes it, changes it or gives it a document meanwhile.
 * Undefined when there is none such, or no longer.
 */
export async function lockKnowledgeBase({ sql: statements, tenantId }: TenantScope, knowledgeBaseId: string) {
  return statements
    .selectFrom('knowledgeBases as b')
    .where('b.tenantId', '=', tenantId)
    .where('b.id', '=', knowledgeBaseId)
    .where('b.deletedAt', 'is', null)
    .select(columns)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

export interface KnowledgeBaseChange {
  readonly name?: string;
  readonly settings?: Partial<KnowledgeBaseSettings>;
  readonly embeddingModel?: string;
  readonly embeddingDimension?: EmbeddingDimension;
}

/** Changes the named fields, also within the settings. */
export async function changeKnowledgeBase(
  { sql: statements, tenantId }: TenantScope,
  knowledgeBaseId: string,
  { settings, ...fields }: KnowledgeBaseChange,
): Promise<void> {
  await statements
    .updateTable('knowledgeBases')
    .set({
      ...fields,
      ...(settings && { settings: sql<string>`settings || ${JSON.stringify(settings)}::jsonb` }),
      updatedAt: sql<Date>`now()`,
    })
    .where('tenantId', '=', tenantId)
    .where('id', '=', knowledgeBaseId)
    .execute();
}

function selectKnowledgeBases({ sql: statements, tenantId }: TenantScope) {
  const vectorsOf = (dimension: EmbeddingDimension) => sql`(
    select count(*)::int from ${sql.table(`knowledge_vectors_${dimension}`)} v
    where v.tenant_id = ${tenantId} and v.knowledge_base_id = b.id and v.embedding_version = b.embedding_version + 1)`;
  return statements
    .selectFrom('knowledgeBases as b')
    .where('b.tenantId', '=', tenantId)
    .where('b.deletedAt', 'is', null)
    .select(columns)
    .select([
      sql<Record<string, number>>`coalesce((
        select jsonb_object_agg(state, size) from (
          select d.state, count(*)::int as size from knowledge_documents d
          where d.tenant_id = ${tenantId} and d.knowledge_base_id = b.id group by d.state) counted), '{}')`.as('documents'),
      sql<number>`case b.next_embedding_dimension when 768 then ${vectorsOf(768)} when 1536 then ${vectorsOf(1536)} else 0 end`.as(
        'nextVectorCount',
      ),
    ]);
}
