import { embedDrafts, insertDrafts, publishChunks } from '@sylion/database';
import { searchText } from '@sylion/knowledge';
import { newId } from '@sylion/schemas';
import { createVertexClient, DEFAULT_MODELS } from '@sylion/vertex-client';

import type { Harness } from './processor-harness.ts';

const embeddingModel = 'gemini-embedding-001';
const dimension = 768;

/** Makes texts the live chunks of a document, as ingestion does. */
export async function insertChunks(
  { database, vertexEndpoint }: Harness,
  tenantId: string,
  { knowledgeBaseId, documentId, texts }: { knowledgeBaseId: string; documentId: string; texts: readonly string[] },
): Promise<void> {
  const vertex = createVertexClient({ project: 'test', location: 'europe-west1', apiEndpoint: vertexEndpoint, models: DEFAULT_MODELS });
  const { vectors } = await vertex.embed([...texts], {
    model: embeddingModel,
    dimension,
    taskType: 'RETRIEVAL_DOCUMENT',
    tenantId: 'ingestion',
    timeoutMs: 10_000,
  });
  await vertex.close();
  await database.asTenant(tenantId, async (scope) => {
    await insertDrafts(
      scope,
      documentId,
      texts.map((text, ordinal) => ({
        ordinal,
        chunkId: newId(),
        heading: null,
        page: null,
        content: text,
        tokenCount: Math.ceil(text.length / 4),
        language: 'fr',
        searchText: searchText(text),
        embeddingHash: Buffer.alloc(32),
      })),
    );
    await embedDrafts(
      scope,
      documentId,
      vectors.map((embedding, ordinal) => ({ ordinal, embedding })),
    );
    await publishChunks(scope, { documentId, knowledgeBaseId, embeddingVersion: 1, embeddingDimension: dimension });
    await scope.sql
      .updateTable('knowledgeDocuments')
      .set({ state: 'ready', version: 1 })
      .where('tenantId', '=', tenantId)
      .where('id', '=', documentId)
      .execute();
  });
}
