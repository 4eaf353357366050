import { changeClaimedDocument, countEmbeddedDrafts, embedDrafts, listDraftsToEmbed, recordUsage } from '@sylion/database';
import { embeddingText } from '@sylion/knowledge';
import { newId } from '@sylion/schemas';

import { inStage } from './in-stage.ts';
import type { IngestTask } from './ingest-context.ts';

/** As many chunks as are embedded again when a worker is killed in the middle. */
const batchSize = 64;

/**
 * Step 4: a vector for every draft, batch by batch. A batch's vectors, its cost and the progress are one transaction, so that a chunk
 * that was embedded is never embedded again. A long document lets others go first after a while.
 */
export const embedPassages = (task: IngestTask): Promise<'all embedded' | 'others first'> =>
  inStage(task, 'embed', async () => {
    const { database, tenantId, document, sliceMs, signal } = task;
    const sliceEndsAt = performance.now() + sliceMs;
    for (;;) {
      const drafts = await database.asTenant(tenantId, (scope) => listDraftsToEmbed(scope, document.id, batchSize));
      if (drafts.length === 0) return 'all embedded';
      await embedBatch(task, drafts);
      signal.throwIfAborted();
      if (performance.now() > sliceEndsAt) {
        await database.asTenant(tenantId, (scope) => changeClaimedDocument(scope, document, { claimedUntil: null }));
        return 'others first';
      }
    }
  });

type Draft = Awaited<ReturnType<typeof listDraftsToEmbed>>[number];

async function embedBatch(
  { database, vertex, tenantId, document, modelTimeoutMs, signal }: IngestTask,
  drafts: readonly Draft[],
): Promise<void> {
  const { embeddingModel: model, embeddingDimension: dimension } = document;
  const texts = drafts.map((draft) => embeddingText({ heading: draft.heading, text: draft.content }, document.name).text);
  const { vectors, tokens } = await vertex.embed(texts, {
    model,
    dimension,
    taskType: 'RETRIEVAL_DOCUMENT',
    title: document.name,
    timeoutMs: modelTimeoutMs,
    signal,
    tenantId,
  });
  await database.asTenant(tenantId, async (scope) => {
    await changeClaimedDocument(scope, document, {}); // locks the document: nothing is written for one that is another worker's
    await embedDrafts(
      scope,
      document.id,
      drafts.map(({ ordinal }, index) => ({ ordinal, embedding: vectors[index] as Float32Array })),
    );
    await recordUsage(scope, [
      { id: newId(), metric: 'embedding_tokens', amount: tokens, idempotencyKey: `embedding:${newId()}`, documentId: document.id, model },
    ]);
    await changeClaimedDocument(scope, document, { embeddedChunks: await countEmbeddedDrafts(scope, document.id) });
  });
}
