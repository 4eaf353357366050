import type { GenerateResult, TokenUsage } from './generate-result.ts';
import { fromProtobufStruct } from './protobuf-value.ts';
import type { RawGenerateContentResponse, RawUsage } from './raw-service.ts';

/** Finish reasons by which the provider takes back or withholds an answer for its content. */
const blockingReasons = new Set([
  'SAFETY',
  'RECITATION',
  'BLOCKLIST',
  'PROHIBITED_CONTENT',
  'SPII',
  'MODEL_ARMOR',
  'IMAGE_SAFETY',
  'LANGUAGE',
]);

/** Reads a response into our own terms. Text that came before a block is not an answer. */
export function fromGenerateContentResponse(
  response: RawGenerateContentResponse,
  call: { model: string; attempts: number },
): GenerateResult {
  const generated = { ...call, usage: toTokenUsage(response.usageMetadata), responseId: response.responseId ?? '' };
  const blockReason = response.promptFeedback?.blockReason;
  if (blockReason && blockReason !== 'BLOCKED_REASON_UNSPECIFIED') return { kind: 'blocked', reason: blockReason, ...generated };

  const candidate = response.candidates?.[0];
  const finishReason = candidate?.finishReason ?? 'NO_CANDIDATE';
  if (blockingReasons.has(finishReason)) return { kind: 'blocked', reason: finishReason, ...generated };

  const parts = candidate?.content?.parts ?? [];
  const text = parts
    .filter((part) => !part.thought)
    .map((part) => part.text ?? '')
    .join('');
  const toolCalls = parts.flatMap(({ functionCall }) =>
    functionCall?.name ? [{ name: functionCall.name, args: fromProtobufStruct(functionCall.args) }] : [],
  );
  if (text.trim() === '' && toolCalls.length === 0) return { kind: 'empty', reason: finishReason, ...generated };
  return { kind: 'answer', text, toolCalls, truncated: finishReason === 'MAX_TOKENS', ...generated };
}

function toTokenUsage(usage: RawUsage | null | undefined): TokenUsage {
  const promptTokens = usage?.promptTokenCount ?? 0;
  const outputTokens = (usage?.candidatesTokenCount ?? 0) + (usage?.thoughtsTokenCount ?? 0);
  return { promptTokens, outputTokens, totalTokens: usage?.totalTokenCount || promptTokens + outputTokens };
}
