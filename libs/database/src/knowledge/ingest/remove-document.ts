import type { TenantScope } from '../../database.ts';
import { changeClaimedDocument, type DocumentClaim } from './change-claimed-document.ts';

/**
 * Removes the row of a document whose object is gone, and its knowledge base with it if that was deleted and this was its last one.
 * @throws {DocumentClaimLost}
 */
export async function removeDocument(scope: TenantScope, held: DocumentClaim): Promise<void> {
  const { sql: statements, tenantId } = scope;
  await changeClaimedDocument(scope, held, { claimedUntil: null });
  const { knowledgeBaseId } = await statements
    .deleteFrom('knowledgeDocuments')
    .where('tenantId', '=', tenantId)
    .where('id', '=', held.id)
    .where('state', '=', 'deleting')
    .returning('knowledgeBaseId')
    .executeTakeFirstOrThrow();
  await removeEmptyBase(scope, knowledgeBaseId);
}

/** A deleted knowledge base goes with the last of its documents. */
export async function removeEmptyBase({ sql: statements, tenantId }: TenantScope, knowledgeBaseId: string): Promise<void> {
  await statements
    .deleteFrom('knowledgeBases')
    .where('tenantId', '=', tenantId)
    .where('id', '=', knowledgeBaseId)
    .where('deletedAt', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('knowledgeDocuments').where('tenantId', '=', tenantId).where('knowledgeBaseId', '=', knowledgeBaseId).select('id'),
        ),
      ),
    )
    .execute();
}
