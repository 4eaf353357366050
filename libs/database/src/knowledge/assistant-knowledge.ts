import { sql } from 'kysely';

import { readAssistantKnowledge, readKnowledgeBaseSettings, type AssistantSettings } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';

export type KnowledgeOfAssistant = Awaited<ReturnType<typeof findAssistantKnowledge>>;

/** How an assistant uses its knowledge, and the knowledge bases it was given, each with what a search needs; none that was deleted. */
export async function findAssistantKnowledge(
  { sql: statements, tenantId }: TenantScope,
  { knowledge, knowledgeBaseIds }: Pick<AssistantSettings, 'knowledge' | 'knowledgeBaseIds'>,
) {
  const bases = await statements
    .selectFrom('knowledgeBases')
    .where('tenantId', '=', tenantId)
    .where('id', '=', sql<string>`any(${knowledgeBaseIds})`)
    .where('deletedAt', 'is', null)
    .select(['id', 'mode', 'embeddingModel', 'embeddingDimension', 'embeddingVersion', 'settings'])
    .orderBy('id')
    .execute();
  return {
    settings: readAssistantKnowledge(knowledge),
    bases: bases.map((base) => ({ ...base, settings: readKnowledgeBaseSettings(base.settings) })),
  };
}
