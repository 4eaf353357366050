import { PermanentModelError } from '../errors.ts';

/**
 * The filter that keeps tenants apart, the only one there is: exactly this tenant's passages in these knowledge bases.
 *
 * @throws {PermanentModelError} `INVALID_ARGUMENT` unless every id is a UUID as Postgres writes it, and for no knowledge base at all
 * @see https://cloud.google.com/generative-ai-app-builder/docs/filter-search-metadata
 */
export function searchFilter(tenantId: string, knowledgeBaseIds: readonly string[]): string {
  if (knowledgeBaseIds.length === 0) throw new PermanentModelError('INVALID_ARGUMENT', 'A search names no knowledge base.', 0);
  const [tenant, ...knowledgeBases] = [tenantId, ...knowledgeBaseIds].map((id) => `"${requireUuid(id)}"`);
  return `tenant_id: ANY(${tenant}) AND knowledge_base_id: ANY(${knowledgeBases.join(',')})`;
}

/** Ids are compared and quoted as text, so a UUID in any other spelling is refused as well. */
export function requireUuid(id: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return id;
  throw new PermanentModelError('INVALID_ARGUMENT', `${JSON.stringify(id)} is not a UUID in lower case.`, 0);
}
