import {
  changeClaimedDocument,
  insertVectors,
  listChunksToReembed,
  recordUsage,
  releaseDocument,
  switchEmbedding,
  type Embedding,
} from '@sylion/database';
import { embeddingText } from '@sylion/knowledge';
import { again, done, type JobOutcome } from '@sylion/queues';
import { newId } from '@sylion/schemas';

import type { IngestTask } from './ingest-context.ts';

const batchSize = 64;

/**
 * A knowledge base changes its embedding model: makes the next vectors of a document that answers with its old ones meanwhile. The last
 * document to be finished switches the whole base over. Without a change under way there is nothing to do.
 */
export async function reembedDocument(task: IngestTask): Promise<JobOutcome> {
  const { database, tenantId, document, sliceMs } = task;
  const { knowledgeBaseId, nextEmbeddingModel: model, nextEmbeddingDimension: dimension, embeddingVersion } = document;
  const sliceEndsAt = performance.now() + sliceMs;
  if (model !== null && dimension !== null) {
    const next = { knowledgeBaseId, embeddingVersion: embeddingVersion + 1, embeddingDimension: dimension };
    while (await embedBatch(task, next, model)) {
      if (performance.now() < sliceEndsAt) continue;
      await database.asTenant(tenantId, (scope) => releaseDocument(scope, document));
      return again(1);
    }
    await database.asTenant(tenantId, (scope) => switchEmbedding(scope, knowledgeBaseId));
  }
  await database.asTenant(tenantId, (scope) => releaseDocument(scope, document));
  return done;
}

/** Whether there may be more. A batch's vectors and its cost are one transaction. */
async function embedBatch(
  { database, vertex, tenantId, document, modelTimeoutMs, signal }: IngestTask,
  next: Embedding,
  model: string,
): Promise<boolean> {
  const chunks = await database.asTenant(tenantId, (scope) =>
    listChunksToReembed(scope, { ...next, documentId: document.id, limit: batchSize }),
  );
  if (chunks.length === 0) return false;
  const texts = chunks.map(({ heading, content }) => embeddingText({ heading, text: content }, document.name).text);
  const { vectors, tokens } = await vertex.embed(texts, {
    model,
    dimension: next.embeddingDimension,
    taskType: 'RETRIEVAL_DOCUMENT',
    title: document.name,
    timeoutMs: modelTimeoutMs,
    signal,
    tenantId,
  });
  await database.asTenant(tenantId, async (scope) => {
    await changeClaimedDocument(scope, document, {});
    await insertVectors(
      scope,
      next,
      chunks.map(({ chunkId }, index) => ({ chunkId, embedding: vectors[index] as Float32Array })),
    );
    await recordUsage(scope, [
      { id: newId(), metric: 'embedding_tokens', amount: tokens, idempotencyKey: `embedding:${newId()}`, documentId: document.id, model },
    ]);
  });
  return true;
}
