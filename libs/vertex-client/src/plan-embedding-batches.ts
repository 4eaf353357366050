import type { EmbeddingModel } from './embedding-models.ts';

/** The real limit of one request is 20,000. */
const maximumTokens = 18_000;

/** Cuts texts into consecutive batches that fit into one request each. */
export function planEmbeddingBatches(texts: string[], model: Pick<EmbeddingModel, 'textsPerRequest'>): string[][] {
  const batches: string[][] = [];
  let batchTokens = 0;
  for (const text of texts) {
    const tokens = overestimateTokens(text);
    const batch = batches.at(-1);
    if (batch && batch.length < model.textsPerRequest && batchTokens + tokens <= maximumTokens) {
      batch.push(text);
      batchTokens += tokens;
    } else {
      batches.push([text]);
      batchTokens = tokens;
    }
  }
  return batches;
}

/** Tokens of a text at most: three UTF-8 bytes to one. */
export function overestimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 3);
}
