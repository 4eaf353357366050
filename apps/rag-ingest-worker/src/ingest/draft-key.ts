import { createHash } from 'node:crypto';

import type { Source } from './fetch-document.ts';
import type { IngestTask } from './ingest-context.ts';

/** Raised when the same document and settings are cut differently than before. */
const splittingVersion = 1;

/** All that the drafts of a document depend on: its bytes and name, how it is cut, and the model that embeds it. */
export function draftKey({ document }: Pick<IngestTask, 'document'>, source: Pick<Source, 'sha256' | 'name'>): Buffer {
  const { chunkTokens, overlapTokens, transcribeScans } = document.settings;
  const { embeddingModel, embeddingDimension, embeddingVersion } = document;
  const settings = [splittingVersion, source.name, chunkTokens, overlapTokens, transcribeScans];
  return createHash('sha256')
    .update(source.sha256)
    .update(JSON.stringify([...settings, embeddingModel, embeddingDimension, embeddingVersion]))
    .digest();
}

/** Whether the drafts at hand are of exactly this: made by a worker that was stopped. */
export const isUpToDate = (task: Pick<IngestTask, 'document'>, source: Source): boolean =>
  task.document.draftKey?.equals(draftKey(task, source)) ?? false;
