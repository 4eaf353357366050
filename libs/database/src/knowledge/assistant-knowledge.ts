import { sql, type Selectable } from 'kysely';

import { readAssistantKnowledge, readKnowledgeBaseSettings, type AssistantSettings } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';
import type { KnowledgeTables } from './knowledge-tables.ts';

export type KnowledgeOfAssistant = ReturnType<typeof toKnowledge>;

const columns = ['id', 'mode', 'embeddingModel', 'embeddingDimension', 'embeddingVersion', 'settings'] as const;
/** What a search needs to know of a knowledge base, as it is stored. */
export type AssignedBase = Pick<Selectable<KnowledgeTables['knowledgeBases']>, (typeof columns)[number]>;

/** How an assistant uses its knowledge, and the knowledge bases it was given, each with what a search needs; none that was deleted. */
export async function findAssistantKnowledge(
  { sql: statements, tenantId }: TenantScope,
  settings: Pick<AssistantSettings, 'knowledge' | 'knowledgeBaseIds'>,
): Promise<KnowledgeOfAssistant> {
  const bases = await statements
    .selectFrom('knowledgeBases')
    .where('tenantId', '=', tenantId)
    .where('id', '=', sql<string>`any(${settings.knowledgeBaseIds})`)
    .where('deletedAt', 'is', null)
    .select(columns)
    .orderBy('id')
    .execute();
  return toKnowledge(settings, bases);
}

/** The knowledge of an assistant out of its settings and the rows of its knowledge bases. */
export const toKnowledge = ({ knowledge }: Pick<AssistantSettings, 'knowledge'>, bases: readonly AssignedBase[]) => ({
  settings: readAssistantKnowledge(knowledge),
  bases: bases.map((base) => ({ ...base, settings: readKnowledgeBaseSettings(base.settings) })),
});
