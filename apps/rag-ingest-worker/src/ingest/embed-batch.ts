import { changeClaimedDocument, chargeUsage, DocumentClaimLost, type TenantScope } from '@sylion/database';
import { embeddingText } from '@sylion/knowledge';
import { newId } from '@sylion/schemas';

import type { IngestTask } from './ingest-context.ts';
import { requireQuota } from './require-quota.ts';

/** As many chunks as are embedded again when a worker is killed in the middle. */
export const batchSize = 64;

interface Embeddable {
  readonly heading: string | null;
  readonly content: string;
}

/**
 * Embeds some of a document's chunks, and keeps their vectors in one transaction with what they cost, so that a chunk that was embedded
 * is never embedded again. What a worker that lost its document was already charged for is in the ledger all the same.
 * @param keep stores the vectors, which stand in the order of the chunks
 * @throws {DocumentClaimLost}
 * @throws {IngestProblem} `quota_exceeded` when nothing is left to embed with
 */
export async function embedBatch<Chunk extends Embeddable>(
  task: IngestTask,
  chunks: readonly Chunk[],
  { model, dimension }: { readonly model: string; readonly dimension: number },
  keep: (scope: TenantScope, embedded: (Chunk & { readonly embedding: Float32Array })[]) => Promise<void>,
): Promise<void> {
  const { database, vertex, tenantId, document, modelTimeoutMs, signal } = task;
  await requireQuota(task, 'embedding_tokens');
  const texts = chunks.map(({ heading, content }) => embeddingText({ heading, text: content }, document.name).text);
  const { vectors, tokens } = await vertex.embed(texts, {
    model,
    dimension,
    taskType: 'RETRIEVAL_DOCUMENT',
    title: document.name,
    timeoutMs: modelTimeoutMs,
    signal,
    tenantId,
  });
  task.onTokens(model, 'embedding', tokens);
  const use = { id: newId(), metric: 'embedding_tokens', amount: tokens, idempotencyKey: `embedding:${newId()}`, model } as const;
  try {
    await database.asTenant(tenantId, async (scope) => {
      await changeClaimedDocument(scope, document, {}); // locks the document: nothing is written for one that is another worker's
      await keep(
        scope,
        chunks.map((chunk, index) => ({ ...chunk, embedding: vectors[index] as Float32Array })),
      );
      await chargeUsage(scope, [{ ...use, documentId: document.id }]);
    });
  } catch (error) {
    if (error instanceof DocumentClaimLost)
      await database.asTenant(tenantId, (scope) => chargeUsage(scope, [{ ...use, documentId: document.id }]));
    throw error;
  }
}
