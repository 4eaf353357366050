import { changeClaimedDocument, countEmbeddedDrafts, embedDrafts, listDraftsToEmbed, releaseDocument } from '@sylion/database';

import { batchSize, embedBatch } from './embed-batch.ts';
import { inStage } from './in-stage.ts';
import type { IngestTask } from './ingest-context.ts';

/** Step 4: a vector for every draft, batch by batch. A long document lets others go first after a while, and at once when this process goes down. */
export const embedPassages = (task: IngestTask): Promise<'all embedded' | 'others first'> =>
  inStage(task, 'embed', async () => {
    const { database, tenantId, document, sliceMs, signal } = task;
    const model = { model: document.embeddingModel, dimension: document.embeddingDimension };
    const sliceEndsAt = performance.now() + sliceMs;
    for (;;) {
      const drafts = await database.asTenant(tenantId, (scope) => listDraftsToEmbed(scope, document.id, batchSize));
      if (drafts.length === 0) return 'all embedded';
      await embedBatch(task, drafts, model, async (scope, embedded) => {
        await embedDrafts(scope, document.id, embedded);
        await changeClaimedDocument(scope, document, { embeddedChunks: await countEmbeddedDrafts(scope, document.id) });
      });
      signal.throwIfAborted();
      if (performance.now() > sliceEndsAt || task.isDraining()) {
        await database.asTenant(tenantId, (scope) => releaseDocument(scope, document));
        return 'others first';
      }
    }
  });
