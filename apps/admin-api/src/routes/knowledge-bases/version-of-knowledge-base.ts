import { lockDocumentsOf, readVersion, type TenantScope } from '@sylion/database';

/** Its documents are held first, as whoever holds both does: a worker that finishes one holds it and waits for its knowledge base. */
export async function versionOfKnowledgeBase(
  scope: TenantScope,
  { params: { id } }: { readonly params: { readonly id: string } },
  isHeld: boolean,
): Promise<string | undefined> {
  if (isHeld) await lockDocumentsOf(scope, id);
  return readVersion(scope, { table: 'knowledgeBases', id, isHeld });
}
