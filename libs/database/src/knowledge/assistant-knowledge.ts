import { readAssistantKnowledge, readKnowledgeBaseSettings } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';

export type KnowledgeOfAssistant = Awaited<ReturnType<typeof findAssistantKnowledge>>;

/** How an assistant uses its knowledge, and the knowledge bases it was given, each with what a search needs; none that was deleted. */
export async function findAssistantKnowledge({ sql: statements, tenantId }: TenantScope, assistantId: string) {
  const rows = await statements
    .selectFrom('assistants as a')
    .leftJoin('assistantKnowledgeBases as l', (join) => join.onRef('l.tenantId', '=', 'a.tenantId').onRef('l.assistantId', '=', 'a.id'))
    .leftJoin('knowledgeBases as b', (join) =>
      join.onRef('b.tenantId', '=', 'l.tenantId').onRef('b.id', '=', 'l.knowledgeBaseId').on('b.deletedAt', 'is', null),
    )
    .where('a.tenantId', '=', tenantId)
    .where('a.id', '=', assistantId)
    .select('a.knowledge')
    .select(['b.id', 'b.mode', 'b.embeddingModel', 'b.embeddingDimension', 'b.embeddingVersion', 'b.settings'])
    .orderBy('b.id')
    .execute();
  return {
    settings: readAssistantKnowledge(rows[0]?.knowledge),
    bases: rows.flatMap(({ id, mode, embeddingModel, embeddingDimension, embeddingVersion, settings }) =>
      id === null || mode === null || embeddingModel === null || embeddingDimension === null || embeddingVersion === null
        ? []
        : [{ id, mode, embeddingModel, embeddingDimension, embeddingVersion, settings: readKnowledgeBaseSettings(settings) }],
    ),
  };
}
