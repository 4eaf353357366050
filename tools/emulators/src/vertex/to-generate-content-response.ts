import { countTextTokens } from './count-tokens.ts';
import type { ModelOutput } from './model-output.ts';
import { toProtobufStruct } from './protobuf-value.ts';

export interface GeneratedContent {
  response: { candidates: unknown[]; usageMetadata: unknown };
  text: string;
  finishReason: string | undefined;
  outputTokens: number;
}

/** Puts an output into the protocol's form, cut at `maxOutputTokens` as the real model would be. */
export function toGenerateContentResponse(
  output: ModelOutput,
  call: { id: string; modelVersion: string; promptTokens: number; maxOutputTokens: number | undefined },
): GeneratedContent {
  const wholeText = output.kind === 'text' ? output.text : '';
  const limit = call.maxOutputTokens || Infinity;
  const isCut = countTextTokens(wholeText) > limit;
  const text = isCut ? [...wholeText].slice(0, limit * 4).join('') : wholeText;
  const outputTokens = output.kind === 'functionCall' ? countTextTokens(output.name + JSON.stringify(output.args)) : countTextTokens(text);
  const finishReason =
    output.kind === 'finished' ? output.finishReason : output.kind === 'blocked' ? undefined : isCut ? 'MAX_TOKENS' : 'STOP';
  const parts =
    output.kind === 'functionCall'
      ? [{ functionCall: { name: output.name, args: toProtobufStruct(output.args) } }]
      : output.kind === 'text'
        ? [{ text }]
        : [];
  return {
    response: {
      candidates: output.kind === 'blocked' ? [] : [{ index: 0, content: { role: 'model', parts }, finishReason }],
      ...(output.kind === 'blocked' && {
        promptFeedback: { blockReason: output.blockReason, blockReasonMessage: 'The prompt was blocked.' },
      }),
      usageMetadata: {
        promptTokenCount: call.promptTokens,
        candidatesTokenCount: outputTokens,
        totalTokenCount: call.promptTokens + outputTokens,
      },
      ...{ modelVersion: call.modelVersion, responseId: call.id },
    },
    text,
    finishReason,
    outputTokens,
  };
}
