import type { TenantScope } from '../database.ts';
import { turnColumns } from './list-turns.ts';

/** A turn with all that is known of it, and the messages it answered and wrote; undefined when the tenant has no such turn. */
export async function findTurn(scope: TenantScope, turnId: string) {
  const { sql: statements, tenantId } = scope;
  const turn = await statements
    .selectFrom('turns')
    .where('tenantId', '=', tenantId)
    .where('id', '=', turnId)
    .select([...turnColumns, 'retrieval', 'calls'])
    .executeTakeFirst();
  if (!turn) return undefined;
  const messages = await statements
    .selectFrom('messages')
    .where('tenantId', '=', tenantId)
    .where('turnId', '=', turnId)
    .select(['id', 'seq', 'part', 'direction', 'kind', 'state', 'stateReason'])
    .orderBy('seq')
    .orderBy('part')
    .execute();
  return {
    ...turn,
    inboundMessages: messages.filter(({ direction }) => direction === 'inbound'),
    outboundMessages: messages.filter(({ direction }) => direction === 'outbound'),
  };
}

/** Chunks that still answer questions, in the order of their documents; those of a deleted document do not. */
export async function findLiveChunks({ sql: statements, tenantId }: TenantScope, chunkIds: readonly string[]) {
  if (chunkIds.length === 0) return [];
  return statements
    .selectFrom('knowledgeChunks')
    .where('tenantId', '=', tenantId)
    .where('id', 'in', chunkIds)
    .select(['id', 'documentId', 'ordinal', 'page', 'heading', 'content'])
    .orderBy('documentId')
    .orderBy('ordinal')
    .execute();
}

/** The names of the documents that are there and not being deleted. */
export async function findDocumentNames({ sql: statements, tenantId }: TenantScope, documentIds: readonly string[]) {
  if (documentIds.length === 0) return [];
  return statements
    .selectFrom('knowledgeDocuments')
    .where('tenantId', '=', tenantId)
    .where('id', 'in', documentIds)
    .where('state', '!=', 'deleting')
    .select(['id', 'name'])
    .execute();
}
