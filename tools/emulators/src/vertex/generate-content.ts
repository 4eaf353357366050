import type { ServerUnaryCall, ServerWritableStream, sendUnaryData } from '@grpc/grpc-js';
import { chooseOutput, textsOf } from './choose-output.ts';
import { countPromptTokens } from './count-tokens.ts';
import { fromProtobufStruct } from './protobuf-value.ts';
import { findPublishedModel } from './published-models.ts';
import { serveCall } from './serve-call.ts';
import { toGenerateContentResponse, type GeneratedContent } from './to-generate-content-response.ts';
import type { GenerateContentRequest, Part } from './vertex-messages.ts';
import type { VertexState } from './vertex-state.ts';

/** PredictionService.GenerateContent */
export function generateContent(state: VertexState) {
  return async (call: ServerUnaryCall<GenerateContentRequest, unknown>, reply: sendUnaryData<unknown>): Promise<void> => {
    const served = await generate(state, call, 'GenerateContent');
    if (served.ok) reply(null, served.answer.response);
    else reply(served.error);
  };
}

/** PredictionService.StreamGenerateContent: the same answer word by word; the last piece carries the finish reason and the usage. */
export function streamGenerateContent(state: VertexState) {
  return async (call: ServerWritableStream<GenerateContentRequest, unknown>): Promise<void> => {
    const served = await generate(state, call, 'StreamGenerateContent');
    if (!served.ok) {
      call.emit('error', served.error);
      return;
    }
    for (const piece of piecesOf(served.answer)) call.write(piece);
    call.end();
  };
}

async function generate(
  state: VertexState,
  call: ServerUnaryCall<GenerateContentRequest, unknown> | ServerWritableStream<GenerateContentRequest, unknown>,
  method: string,
) {
  const { request } = call;
  const entry = state.log.open({ method, model: request.model, labels: request.labels, request: summarize(request) });
  return serveCall(state, call, entry, async (signal) => {
    const model = findPublishedModel(request.model, 'generate');
    const output = await chooseOutput(request, state, signal);
    const promptTokens = countPromptTokens(request);
    const generated = toGenerateContentResponse(output, {
      id: entry.id,
      modelVersion: model.id,
      promptTokens,
      maxOutputTokens: request.generationConfig?.maxOutputTokens,
    });
    Object.assign(entry, {
      promptTokens,
      outputTokens: generated.outputTokens,
      totalTokens: promptTokens + generated.outputTokens,
      responseText: generated.text,
      finishReason: generated.finishReason ?? (output.kind === 'blocked' ? output.blockReason : undefined),
      ...(output.kind === 'functionCall' && { functionCall: { name: output.name, args: output.args } }),
    });
    return generated;
  });
}

function piecesOf(generated: GeneratedContent): unknown[] {
  const words = generated.text.match(/\s*\S+\s*$|\s*\S+/g);
  if (!words) return [generated.response];
  const { usageMetadata, ...rest } = generated.response;
  return words.map((text, index) => ({
    ...rest,
    candidates: [
      {
        index: 0,
        content: { role: 'model', parts: [{ text }] },
        ...(index === words.length - 1 && { finishReason: generated.finishReason }),
      },
    ],
    ...(index === words.length - 1 && { usageMetadata }),
  }));
}

function summarize(request: GenerateContentRequest) {
  return {
    systemText: textsOf(request.systemInstruction).join('\n'),
    contents: request.contents.map((content) => ({ role: content.role, parts: content.parts.map(summarizePart) })),
    tools: request.tools.flatMap((tool) => tool.functionDeclarations.map((declaration) => declaration.name)),
    ...(request.generationConfig?.maxOutputTokens && { maxOutputTokens: request.generationConfig.maxOutputTokens }),
  };
}

function summarizePart(part: Part): Record<string, unknown> {
  if (part.text !== undefined) return { text: part.text };
  if (part.fileData) return { fileData: { mimeType: part.fileData.mimeType, fileUri: part.fileData.fileUri } };
  if (part.inlineData) return { inlineData: { mimeType: part.inlineData.mimeType, sizeBytes: part.inlineData.data.length } };
  if (part.functionCall) return { functionCall: { name: part.functionCall.name, args: fromProtobufStruct(part.functionCall.args) } };
  return { functionResponse: { name: part.functionResponse?.name, response: fromProtobufStruct(part.functionResponse?.response) } };
}
