import { createHash } from 'node:crypto';

import { changeClaimedDocument, discardDrafts, insertDrafts, reuseVectors, type TenantScope } from '@sylion/database';
import { embeddingText, searchText, splitPassages as cut, type ChunkDraft, type ExtractedDocument } from '@sylion/knowledge';
import { newId } from '@sylion/schemas';

import { IngestProblem } from '../ingest-problem.ts';
import { draftKey } from './draft-key.ts';
import type { Source } from './fetch-document.ts';
import { inStage } from './in-stage.ts';
import type { IngestTask } from './ingest-context.ts';

/**
 * Step 3: the chunks of the next version, as drafts, in one transaction with the note of what they were made from. A chunk that the live
 * version holds as well keeps its vector.
 * @throws {IngestProblem} `empty` when there is nothing to search
 */
export const splitPassages = (task: IngestTask, source: Source, text: ExtractedDocument): Promise<void> =>
  inStage(task, 'split', async () => {
    const { database, tenantId, document } = task;
    const chunks = cut(text, document.settings);
    if (chunks.length === 0) throw new IngestProblem('empty', 'no text to search');
    const drafts = chunks.map((chunk) => ({
      ...chunk,
      chunkId: newId(),
      content: chunk.text,
      searchText: searchText(`${chunk.heading ?? ''} ${chunk.text}`),
      embeddingHash: embeddingHash(task, chunk),
    }));
    const keepDrafts = async (scope: TenantScope): Promise<void> => {
      await changeClaimedDocument(scope, document, { draftKey: draftKey(task, source), plannedChunks: drafts.length, embeddedChunks: 0 });
      await discardDrafts(scope, document.id);
      await insertDrafts(scope, document.id, drafts);
      const embeddedChunks = await reuseVectors(scope, document.id);
      await changeClaimedDocument(scope, document, { embeddedChunks });
    };
    await database.asTenant(tenantId, keepDrafts, { mayBeLost: true }); // their vectors wait for the disk, and take them along
  });

function embeddingHash({ document }: IngestTask, chunk: ChunkDraft): Buffer {
  const { title, text } = embeddingText(chunk, document.name);
  return createHash('sha256')
    .update(JSON.stringify([document.embeddingModel, document.embeddingDimension, title, text]))
    .digest();
}
