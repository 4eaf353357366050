import { status, type ServerUnaryCall, type sendUnaryData } from '@grpc/grpc-js';
import { textsOf } from './choose-output.ts';
import { countTextTokens } from './count-tokens.ts';
import { hashingEmbedding } from './hashing-embedding.ts';
import { findPublishedModel } from './published-models.ts';
import { serveCall } from './serve-call.ts';
import { ServiceError } from './service-error.ts';
import type { EmbedContentRequest } from './vertex-messages.ts';
import type { VertexState } from './vertex-state.ts';

const maximumTokens: Record<string, number> = { 'gemini-embedding-2': 8_192 };
const usualMaximumTokens = 2_048;

/** PredictionService.EmbedContent: one content, one vector; several parts are fused into one text. */
export function embedContent(state: VertexState) {
  return async (call: ServerUnaryCall<EmbedContentRequest, unknown>, reply: sendUnaryData<unknown>): Promise<void> => {
    const { request } = call;
    const text = textsOf(request.content).join('\n');
    const dimension = request.embedContentConfig?.outputDimensionality || request.outputDimensionality || undefined;
    const entry = state.log.open({
      method: 'EmbedContent',
      model: request.model,
      labels: {},
      request: { texts: [text], ...(dimension && { dimension }) },
    });
    const served = await serveCall(state, call, entry, () => {
      const model = findPublishedModel(request.model, 'embed');
      if (text === '') throw new ServiceError(status.INVALID_ARGUMENT, 'The text content is empty.');
      if (dimension !== undefined && (dimension < 1 || dimension > model.dimensions))
        throw new ServiceError(status.INVALID_ARGUMENT, `outputDimensionality must be between 1 and ${model.dimensions}.`);
      const limit = maximumTokens[model.id] ?? usualMaximumTokens;
      const truncated = countTextTokens(text) > limit;
      if (truncated && (request.embedContentConfig?.autoTruncate ?? request.autoTruncate) === false)
        throw new ServiceError(status.INVALID_ARGUMENT, `The text exceeds the maximum of ${limit} tokens.`);
      const promptTokens = Math.min(countTextTokens(text), limit);
      Object.assign(entry, { promptTokens, totalTokens: promptTokens });
      return {
        embedding: { values: hashingEmbedding(truncated ? [...text].slice(0, limit * 4).join('') : text, dimension ?? model.dimensions) },
        usageMetadata: { promptTokenCount: promptTokens, totalTokenCount: promptTokens },
        truncated,
      };
    });
    if (served.ok) reply(null, served.answer);
    else reply(served.error);
  };
}
