import { chargeUsage, createHitTest, findKnowledgeBase, writeAudit } from '@sylion/database';
import { searchKnowledge, searchQuestion, type KnowledgeSearch } from '@sylion/knowledge';
import { hitTestSchema, idParamsSchema, newHitTestSchema, newId, readKnowledgeBaseSettings } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { openSearchPorts } from './search-ports.ts';
import { toHitTestAnswer } from './to-hit-test-answer.ts';

/** The very search that a turn runs; it costs what a turn's costs. */
export const runHitTest = defineTenantRoute({
  method: 'post',
  path: '/v1/knowledge-bases/{id}/hit-tests',
  summary: 'Ask a knowledge base a question, and see which chunks it finds, how, and which of them would count',
  permission: { role: 'agent', scope: 'knowledge:write' },
  params: idParamsSchema,
  body: newHitTestSchema,
  status: 201,
  answer: hitTestSchema,
  conflicts: ['managed_search_not_configured'],
  refusals: { 502: ['model_failed'], 503: ['model_unavailable'] },
  handle: async ({ tenantId, params: { id: knowledgeBaseId }, body, by, keepAnswer }, services) => {
    const { database, knowledge } = services;
    const base = found('knowledge base', await database.asTenant(tenantId, (scope) => findKnowledgeBase(scope, knowledgeBaseId)));
    const { query, history, limit, leg, filter } = body;
    const { question, vectorText, lexicalText } = searchQuestion({ unanswered: [query], history });
    const result = await searchKnowledge(
      { vectorText, lexicalText, limit, leg, filter, similarityFloor: knowledge.similarityFloor },
      [{ ...base, settings: readKnowledgeBaseSettings(base.settings) }],
      openSearchPorts(tenantId, services),
    );
    const id = newId();
    return database.asTenant(tenantId, async (scope) => {
      found('knowledge base', await findKnowledgeBase(scope, knowledgeBaseId));
      await writeAudit(scope.sql, {
        ...by,
        tenantId,
        action: 'knowledge_base.hit_tested',
        subjectKind: 'knowledge_base',
        subjectId: knowledgeBaseId,
        after: { hitTestId: id },
      });
      const { found: chunks, embedMs, searchMs } = result;
      const hits = chunks.map(({ neighbours: _, ...hit }) => hit);
      const request = { question: vectorText || question, limit, leg, history, filter };
      const test = await createHitTest(scope, { id, knowledgeBaseId, query, request, hits, timings: { embedMs, searchMs } });
      await chargeUsage(scope, usageOf(id, result));
      return keepAnswer(scope, toHitTestAnswer(test));
    });
  },
});

function usageOf(hitTestId: string, { embeddings, managedSearches }: KnowledgeSearch) {
  return [
    ...embeddings.map(({ model, tokens }) => ({
      id: newId(),
      metric: 'embedding_tokens' as const,
      amount: tokens,
      model,
      idempotencyKey: `hit_test:${hitTestId}`,
    })),
    ...(managedSearches > 0
      ? [{ id: newId(), metric: 'managed_searches' as const, amount: managedSearches, idempotencyKey: `hit_test_managed:${hitTestId}` }]
      : []),
  ];
}
