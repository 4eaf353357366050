import { finishDocument, publishChunks } from '@sylion/database';

import type { Source } from './fetch-document.ts';
import { inStage } from './in-stage.ts';
import type { IngestTask } from './ingest-context.ts';

/** Step 5: the drafts become the document's chunks and the old ones go, in one transaction: a reader sees the old or the new version. */
export const replacePassages = (task: IngestTask, source: Source): Promise<void> =>
  inStage(task, 'replace', async () => {
    const { database, tenantId, document } = task;
    const { id, knowledgeBaseId, embeddingVersion, embeddingDimension } = document;
    await database.asTenant(tenantId, async (scope) => {
      await finishDocument(scope, document, { liveSha256: source.sha256 });
      await publishChunks(scope, { documentId: id, knowledgeBaseId, embeddingVersion, embeddingDimension });
    });
    await forgetOlderContent(task, source);
  });

/** Content that was uploaded before this one answers nothing any more. */
async function forgetOlderContent({ store, tenantId, document, logger }: IngestTask, source: Source): Promise<void> {
  await store
    .removePrefix(tenantId, `documents/${document.id}`, { except: source.objectPath })
    .catch((error: unknown) => logger.warn({ error, tenantId, documentId: document.id }, 'older content was not removed'));
}
