import { status, type ServerUnaryCall, type sendUnaryData } from '@grpc/grpc-js';
import { textsOf } from './choose-output.ts';
import { countTextTokens } from './count-tokens.ts';
import { hashingEmbedding } from './hashing-embedding.ts';
import { findPublishedModel } from './published-models.ts';
import { serveCall } from './serve-call.ts';
import { ServiceError } from './service-error.ts';
import type { EmbedContentRequest } from './vertex-messages.ts';
import type { VertexState } from './vertex-state.ts';

const defaultDimension = 3072;

/** PredictionService.EmbedContent: one content, one vector; several parts are fused into one text. */
export function embedContent(state: VertexState) {
  return async (call: ServerUnaryCall<EmbedContentRequest, unknown>, reply: sendUnaryData<unknown>): Promise<void> => {
    const { request } = call;
    const text = textsOf(request.content).join('\n');
    const dimension = (request.embedContentConfig?.outputDimensionality ?? request.outputDimensionality) || defaultDimension;
    const entry = state.log.open({ method: 'EmbedContent', model: request.model, labels: {}, request: { texts: [text], dimension } });
    const served = await serveCall(state, call, entry, () => {
      findPublishedModel(request.model, 'embed');
      if (text === '') throw new ServiceError(status.INVALID_ARGUMENT, 'The text content is empty.');
      const promptTokens = countTextTokens(text);
      Object.assign(entry, { promptTokens, totalTokens: promptTokens });
      return {
        embedding: { values: hashingEmbedding(text, dimension) },
        usageMetadata: { promptTokenCount: promptTokens, totalTokenCount: promptTokens },
        truncated: false,
      };
    });
    if (served.ok) reply(null, served.answer);
    else reply(served.error);
  };
}
