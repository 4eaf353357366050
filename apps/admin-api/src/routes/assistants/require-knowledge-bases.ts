import { lockKnowledgeBase, type TenantScope } from '@sylion/database';

import { found } from '../../http/problem.ts';

/** Holds the knowledge bases that an assistant is to be given. @throws {Problem} 404 when this tenant does not have one of them. */
export async function requireKnowledgeBases(scope: TenantScope, knowledgeBaseIds: readonly string[]): Promise<void> {
  for (const id of knowledgeBaseIds.toSorted()) found('knowledge base', await lockKnowledgeBase(scope, id));
}

/** Holds those of the knowledge bases that are still there: settings of another time may name some that were deleted since. */
export async function holdKnowledgeBases(scope: TenantScope, knowledgeBaseIds: readonly string[]): Promise<string[]> {
  const held: string[] = [];
  for (const id of knowledgeBaseIds.toSorted()) if (await lockKnowledgeBase(scope, id)) held.push(id);
  return held;
}
