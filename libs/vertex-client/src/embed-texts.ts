import { embedContentRequest, predictRequest, readEmbedContent, readPredictions } from './embedding-messages.ts';
import { findEmbeddingModel, type EmbeddingModel } from './embedding-models.ts';
import type { Attempt } from './call-with-fallbacks.ts';
import { PermanentModelError } from './errors.ts';
import { mapConcurrently } from './map-concurrently.ts';
import type { VertexService } from './open-service.ts';
import { overestimateTokens, planEmbeddingBatches } from './plan-embedding-batches.ts';
import type { EmbedOptions, EmbedResult } from './vertex-client.ts';

const concurrentCalls = 8;

export interface EmbeddingCalls {
  service: VertexService;
  location: string;
  modelName: string;
  /** Runs one call under the retry policy and what is left of the budget. */
  run: <Answer>(attempt: Attempt<Answer>) => Promise<Answer>;
  /** Models that turned out to take one text a request; this is where it is remembered. */
  oneTextModels: Set<string>;
}

/**
 * Embeds the texts with as few calls as the model allows. A model that refuses a batch is asked for one text at a time, and
 * from then on always. No text is ever cut short.
 *
 * @throws {PermanentModelError} `TEXT_TOO_LONG`, `INVALID_ARGUMENT` (an empty text, a dimension the model has not), `MALFORMED_RESPONSE`
 */
export async function embedTexts(texts: string[], options: EmbedOptions, calls: EmbeddingCalls): Promise<EmbedResult> {
  const model = findEmbeddingModel(options.model);
  refuseImpossible(texts, options, model);
  const embedAll = async (textsPerRequest: number): Promise<EmbedResult> => {
    const batches = planEmbeddingBatches(texts, { textsPerRequest });
    const results = await mapConcurrently(batches, concurrentCalls, (batch) => embedBatch(batch, options, model, calls));
    return { vectors: results.flatMap((result) => result.vectors), tokens: results.reduce((total, result) => total + result.tokens, 0) };
  };

  const textsPerRequest = calls.oneTextModels.has(options.model) ? 1 : model.textsPerRequest;
  try {
    return await embedAll(textsPerRequest);
  } catch (error) {
    if (textsPerRequest === 1 || texts.length === 1 || !isInvalid(error)) throw error;
    // Is it the batch that is refused, or a text? The longest text alone is the cheapest answer.
    await embedBatch([longest(texts)], options, model, calls);
    const result = await embedAll(1);
    calls.oneTextModels.add(options.model);
    return result;
  }
}

async function embedBatch(texts: string[], options: EmbedOptions, model: EmbeddingModel, calls: EmbeddingCalls): Promise<EmbedResult> {
  const { service, location, modelName, run } = calls;
  try {
    if (model.method === 'predict') {
      const request = predictRequest(modelName, texts, options);
      return readPredictions(await run((_choice, bounds) => service.call('predict', location, request, bounds)), texts.length, options);
    }
    const request = embedContentRequest(modelName, texts[0] ?? '', options);
    return readEmbedContent(await run((_choice, bounds) => service.call('embedContent', location, request, bounds)), options);
  } catch (error) {
    const [text = ''] = texts;
    if (texts.length > 1 || !isInvalid(error) || overestimateTokens(text) <= model.maxInputTokens) throw error;
    throw new PermanentModelError(
      'TEXT_TOO_LONG',
      `${options.model} refused a text of ${text.length} characters; it takes ${model.maxInputTokens} tokens.`,
      1,
      { cause: error },
    );
  }
}

function refuseImpossible(texts: string[], { dimension, model: name }: EmbedOptions, model: EmbeddingModel): void {
  const fault = texts.some((text) => text.trim() === '')
    ? 'An empty text cannot be embedded.'
    : dimension < 1 || dimension > model.dimensions
      ? `${name} has no vectors of ${dimension} numbers, only of ${model.dimensions} at most.`
      : undefined;
  if (fault) throw new PermanentModelError('INVALID_ARGUMENT', fault, 0);
}

function isInvalid(error: unknown): boolean {
  return error instanceof PermanentModelError && error.code === 'INVALID_ARGUMENT';
}

function longest(texts: string[]): string {
  return texts.reduce((leader, text) => (Buffer.byteLength(text) > Buffer.byteLength(leader) ? text : leader), '');
}
