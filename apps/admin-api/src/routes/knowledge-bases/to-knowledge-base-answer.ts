import type { z } from 'zod';

import type { KnowledgeBaseRow } from '@sylion/database';
import { readKnowledgeBaseSettings, type knowledgeBaseSchema } from '@sylion/schemas';

import type { KnowledgePlatform } from '../../services.ts';

/** A knowledge base as answers show it: its settings with their defaults, and how far a change of its model is. */
export function toKnowledgeBaseAnswer(
  row: KnowledgeBaseRow,
  platform: Pick<KnowledgePlatform, 'similarityFloor'>,
): z.input<typeof knowledgeBaseSchema> {
  const { nextEmbeddingModel, nextEmbeddingDimension, nextVectorCount, documents, ...shown } = row;
  const settings = readKnowledgeBaseSettings(row.settings);
  const { queued = 0, processing = 0, ready = 0, needs_ocr = 0, failed = 0 } = documents;
  return {
    ...shown,
    settings,
    similarityFloor: settings.similarityFloor ?? platform.similarityFloor,
    reembedding:
      nextEmbeddingModel === null || nextEmbeddingDimension === null
        ? null
        : {
            model: nextEmbeddingModel,
            dimension: nextEmbeddingDimension,
            progress: Math.min(1, nextVectorCount / Math.max(1, row.chunkCount)),
          },
    documents: { queued, processing, ready, needs_ocr, failed },
  };
}
