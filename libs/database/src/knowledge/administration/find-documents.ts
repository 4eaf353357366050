import type { DocumentState } from '@sylion/schemas';

import type { TenantScope } from '../../database.ts';
import { byId, readPage, type PageRequest } from '../../pages/read-page.ts';

/** What of a document an administrator sees, and where its object is. */
const columns = [
  'id',
  'knowledgeBaseId',
  'name',
  'mimeType',
  'sourceKind',
  'sourceUri',
  'objectPath',
  'sizeBytes',
  'sha256',
  'state',
  'stage',
  'stateReason',
  'pagesTotal',
  'pagesWithText',
  'plannedChunks',
  'embeddedChunks',
  'version',
  'chunkCount',
  'tokenCount',
  'language',
  'metadata',
  'createdAt',
  'updatedAt',
  'readyAt',
] as const;

export type DocumentRow = NonNullable<Awaited<ReturnType<typeof findDocument>>>;

const selectDocuments = ({ sql: statements, tenantId }: TenantScope) =>
  statements.selectFrom('knowledgeDocuments').where('tenantId', '=', tenantId).where('state', '!=', 'deleting').select(columns);

/** Undefined when there is no such document in this tenant, or it is being deleted. */
export const findDocument = (scope: TenantScope, documentId: string) =>
  selectDocuments(scope).where('id', '=', documentId).executeTakeFirst();

/** The same for this transaction alone: no worker and no request changes it meanwhile. */
export const lockDocument = (scope: TenantScope, documentId: string) =>
  selectDocuments(scope).where('id', '=', documentId).forNoKeyUpdate().executeTakeFirst();

/** Documents that wait because a quota was used up, at most a thousand of them. */
export async function listDocumentsOverQuota({ sql: statements, tenantId }: TenantScope): Promise<string[]> {
  const documents = await statements
    .selectFrom('knowledgeDocuments')
    .where('tenantId', '=', tenantId)
    .where('state', 'in', ['queued', 'processing'])
    .where('stateReason', '=', 'quota_exceeded')
    .select('id')
    .limit(1_000)
    .execute();
  return documents.map(({ id }) => id);
}

/**
 * Takes all documents of a knowledge base for this transaction, before the knowledge base itself: the order in which a worker that
 * finishes one locks them.
 * @returns the ids of those that are not being deleted
 */
export async function lockDocumentsOf({ sql: statements, tenantId }: TenantScope, knowledgeBaseId: string): Promise<string[]> {
  const documents = await statements
    .selectFrom('knowledgeDocuments')
    .where('tenantId', '=', tenantId)
    .where('knowledgeBaseId', '=', knowledgeBaseId)
    .where('state', '!=', 'deleting')
    .select('id')
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  return documents.map(({ id }) => id);
}

/** The documents of a knowledge base by age, oldest first. */
export async function listDocuments(scope: TenantScope, page: PageRequest & { knowledgeBaseId: string; state?: DocumentState }) {
  let query = selectDocuments(scope).where('knowledgeBaseId', '=', page.knowledgeBaseId);
  if (page.state !== undefined) query = query.where('state', '=', page.state);
  return readPage(query, byId('asc'), page);
}

/** The document of this name that holds or is about to hold these bytes; undefined when there is none, or it came to nothing. */
export const findSameDocument = (scope: TenantScope, same: { knowledgeBaseId: string; name: string; sha256: Buffer }) =>
  selectDocuments(scope)
    .where('knowledgeBaseId', '=', same.knowledgeBaseId)
    .where('name', '=', same.name)
    .where('sha256', '=', same.sha256)
    .where('state', 'in', ['queued', 'processing', 'ready'])
    .orderBy('id')
    .executeTakeFirst();
