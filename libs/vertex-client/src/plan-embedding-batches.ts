/** Limits of one Predict request of a text embedding model; the real token limit is 20,000. */
const maximumTexts = 250;
const maximumTokens = 18_000;
const maximumTextTokens = 2_048;

/** Cuts texts into consecutive batches that fit into one request each. Tokens are overestimated: three UTF-8 bytes to one. */
export function planEmbeddingBatches(texts: string[]): string[][] {
  const batches: string[][] = [];
  let batchTokens = 0;
  for (const text of texts) {
    const tokens = Math.min(Math.ceil(Buffer.byteLength(text) / 3), maximumTextTokens);
    const batch = batches.at(-1);
    if (batch && batch.length < maximumTexts && batchTokens + tokens <= maximumTokens) {
      batch.push(text);
      batchTokens += tokens;
    } else {
      batches.push([text]);
      batchTokens = tokens;
    }
  }
  return batches;
}
