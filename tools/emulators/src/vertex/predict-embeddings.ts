import { status, type ServerUnaryCall, type sendUnaryData } from '@grpc/grpc-js';
import { countTextTokens } from './count-tokens.ts';
import { hashingEmbedding } from './hashing-embedding.ts';
import { fromProtobufValue, toProtobufValue, type JsonObject, type JsonValue } from './protobuf-value.ts';
import { findPublishedModel } from './published-models.ts';
import { serveCall } from './serve-call.ts';
import { ServiceError } from './service-error.ts';
import type { PredictRequest } from './vertex-messages.ts';
import type { VertexState } from './vertex-state.ts';

const defaultDimension = 768;
const maximumRequestTokens = 20_000;
const maximumTextTokens = 2_048;

/** PredictionService.Predict of the text embedding models, with their limits: 250 texts (or what `textsPerRequest` says) and 20,000 tokens a request. */
export function predictEmbeddings(state: VertexState) {
  return async (call: ServerUnaryCall<PredictRequest, unknown>, reply: sendUnaryData<unknown>): Promise<void> => {
    const { request } = call;
    const texts = request.instances.map((instance) => textField(fromProtobufValue(instance)));
    const parameters = asObject(fromProtobufValue(request.parameters));
    const dimension = typeof parameters.outputDimensionality === 'number' ? parameters.outputDimensionality : defaultDimension;
    const entry = state.log.open({ method: 'Predict', model: request.endpoint, labels: request.labels, request: { texts, dimension } });
    const served = await serveCall(state, call, entry, () => {
      const model = findPublishedModel(request.endpoint, 'embed');
      const counts = texts.map(countTextTokens);
      // gemini-embedding-2 knows EmbedContent only.
      const maximumTexts = model.id === 'gemini-embedding-2' ? 0 : state.settings.textsPerRequest;
      refuseExcess(texts, counts, { maximumTexts, truncates: parameters.autoTruncate !== false });
      if (dimension < 1 || dimension > model.dimensions)
        throw new ServiceError(status.INVALID_ARGUMENT, `outputDimensionality must be between 1 and ${model.dimensions}.`);
      const promptTokens = counts.reduce((total, count) => total + Math.min(count, maximumTextTokens), 0);
      Object.assign(entry, { promptTokens, totalTokens: promptTokens });
      return { predictions: texts.map((text, index) => toProtobufValue(predictionOf(text, counts[index] ?? 0, dimension))) };
    });
    if (served.ok) reply(null, served.answer);
    else reply(served.error);
  };
}

function predictionOf(text: string, tokens: number, dimension: number): JsonObject {
  const truncated = tokens > maximumTextTokens;
  const values = hashingEmbedding(truncated ? text.slice(0, maximumTextTokens * 4) : text, dimension);
  return { embeddings: { values, statistics: { token_count: Math.min(tokens, maximumTextTokens), truncated } } };
}

function refuseExcess(texts: string[], counts: number[], limits: { maximumTexts: number; truncates: boolean }): void {
  const { maximumTexts, truncates } = limits;
  const fault =
    texts.length === 0
      ? 'instances is empty.'
      : texts.length > maximumTexts
        ? `${texts.length} instance(s) is more than the ${maximumTexts} that are allowed per request.`
        : texts.includes('')
          ? 'The text content is empty.'
          : counts.reduce((total, count) => total + count, 0) > maximumRequestTokens
            ? `The input token count exceeds the maximum of ${maximumRequestTokens}.`
            : !truncates && counts.some((count) => count > maximumTextTokens)
              ? `A text exceeds the maximum of ${maximumTextTokens} tokens.`
              : undefined;
  if (fault) throw new ServiceError(status.INVALID_ARGUMENT, fault);
}

function textField(instance: JsonValue): string {
  const { content } = asObject(instance);
  return typeof content === 'string' ? content : '';
}

function asObject(value: JsonValue): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
