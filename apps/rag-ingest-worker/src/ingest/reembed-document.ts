import { insertVectors, listChunksToReembed, releaseDocument, switchEmbedding } from '@sylion/database';
import { again, done, type JobOutcome } from '@sylion/queues';

import { batchSize, embedBatch } from './embed-batch.ts';
import type { IngestTask } from './ingest-context.ts';

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
    for (;;) {
      const chunks = await database.asTenant(tenantId, (scope) =>
        listChunksToReembed(scope, { ...next, documentId: document.id, limit: batchSize }),
      );
      if (chunks.length === 0) break;
      await embedBatch(task, chunks, { model, dimension }, (scope, embedded) => insertVectors(scope, next, embedded));
      if (performance.now() < sliceEndsAt && !task.isDraining()) continue;
      await database.asTenant(tenantId, (scope) => releaseDocument(scope, document));
      return again(1);
    }
    await database.asTenant(tenantId, (scope) => switchEmbedding(scope, knowledgeBaseId));
  }
  await database.asTenant(tenantId, (scope) => releaseDocument(scope, document));
  return done;
}
