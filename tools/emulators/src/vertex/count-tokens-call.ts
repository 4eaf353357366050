import type { ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';
import { textsOf } from './choose-output.ts';
import { countPromptTokens } from './count-tokens.ts';
import { findPublishedModel } from './published-models.ts';
import { serveCall } from './serve-call.ts';
import type { CountTokensRequest } from './vertex-messages.ts';
import type { VertexState } from './vertex-state.ts';

/** LlmUtilityService.CountTokens: agrees with the prompt tokens that a generate call of the same request reports. */
export function countTokensCall(state: VertexState) {
  return async (call: ServerUnaryCall<CountTokensRequest, unknown>, reply: sendUnaryData<unknown>): Promise<void> => {
    const { request } = call;
    const model = request.model || request.endpoint;
    const texts = request.contents.flatMap(textsOf);
    const entry = state.log.open({ method: 'CountTokens', model, labels: {}, request: { texts } });
    const served = await serveCall(state, call, entry, () => {
      findPublishedModel(model, 'generate');
      const totalTokens = countPromptTokens(request);
      return { totalTokens, totalBillableCharacters: texts.join('').replace(/\s/g, '').length };
    });
    if (served.ok) reply(null, served.answer);
    else reply(served.error);
  };
}
