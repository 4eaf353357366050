import {
  changeKnowledgeBase as updateKnowledgeBase,
  findKnowledgeBase,
  lockDocumentsOf,
  lockKnowledgeBase,
  setNextEmbedding,
  writeAudit,
} from '@sylion/database';
import { idParamsSchema, knowledgeBaseChangeSchema, knowledgeBaseSchema } from '@sylion/schemas';

import { formerly } from '../../http/formerly.ts';
import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { nudgeIngests } from '../documents/nudge-ingests.ts';
import { planEmbeddingChange, type EmbeddingChange } from './plan-embedding-change.ts';
import { toKnowledgeBaseAnswer } from './to-knowledge-base-answer.ts';
import { versionOfKnowledgeBase } from './version-of-knowledge-base.ts';

/** A change of model answers at once; its vectors are made by the ingest workers, document by document, while the old ones answer. */
export const changeKnowledgeBase = defineTenantRoute({
  method: 'patch',
  path: '/v1/knowledge-bases/{id}',
  summary: 'Change the named fields of a knowledge base; another embedding model or dimension starts re-embedding',
  permission: { role: 'admin', scope: 'knowledge:write' },
  params: idParamsSchema,
  body: knowledgeBaseChangeSchema,
  status: 200,
  answer: knowledgeBaseSchema,
  version: versionOfKnowledgeBase,
  transact: async ({ scope, tenantId, params: { id }, body, by, afterCommit }, { knowledge }) => {
    const { embeddingModel, embeddingDimension, ...fields } = body;
    const wish = { model: embeddingModel, dimension: embeddingDimension };
    const isAboutEmbedding = embeddingModel !== undefined || embeddingDimension !== undefined;
    const documents = isAboutEmbedding ? await lockDocumentsOf(scope, id) : [];
    const base = found('knowledge base', await lockKnowledgeBase(scope, id));
    const change = planEmbeddingChange(toPlan(base, documents.length > 0), wish);
    await updateKnowledgeBase(scope, id, { ...fields, ...replacement(change) });
    if (change.kind === 'begin' || change.kind === 'end')
      await setNextEmbedding(scope, base, change.kind === 'begin' ? change.embedding : null);
    await writeAudit(scope.sql, {
      ...by,
      tenantId,
      action: 'knowledge_base.changed',
      subjectKind: 'knowledge_base',
      subjectId: id,
      before: formerly(body, base),
      after: body,
    });
    if (change.kind === 'begin') afterCommit((services) => nudgeIngests({ tenantId, documentIds: documents }, services));
    return toKnowledgeBaseAnswer(found('knowledge base', await findKnowledgeBase(scope, id)), knowledge);
  },
});

type LockedBase = NonNullable<Awaited<ReturnType<typeof lockKnowledgeBase>>>;

/** Managed search embeds by itself: its model is only noted. */
function toPlan(base: LockedBase, hasDocuments: boolean): Parameters<typeof planEmbeddingChange>[0] {
  const { nextEmbeddingModel, nextEmbeddingDimension } = base;
  return {
    now: { model: base.embeddingModel, dimension: base.embeddingDimension },
    next:
      nextEmbeddingModel === null || nextEmbeddingDimension === null
        ? undefined
        : { model: nextEmbeddingModel, dimension: nextEmbeddingDimension },
    hasVectors: base.mode === 'local' && hasDocuments,
  };
}

const replacement = (change: EmbeddingChange) =>
  change.kind === 'replace' ? { embeddingModel: change.embedding.model, embeddingDimension: change.embedding.dimension } : {};
