import { status } from '@grpc/grpc-js';
import { setTimeout as wait } from 'node:timers/promises';
import { answerFromContext } from './answer-from-context.ts';
import { parseStatusCode, type ScriptStep } from './control-settings.ts';
import { fetchMedia } from './fetch-media.ts';
import type { ModelOutput } from './model-output.ts';
import { echoUserParts, newUserParts } from './new-user-messages.ts';
import { ServiceError } from './service-error.ts';
import { transcribePages } from './transcribe-pages.ts';
import type { Content, GenerateContentRequest } from './vertex-messages.ts';
import type { VertexState } from './vertex-state.ts';

/** Decides the model's answer in the mode that is set. */
export async function chooseOutput(request: GenerateContentRequest, state: VertexState, signal: AbortSignal): Promise<ModelOutput> {
  if (state.settings.mode === 'script') {
    const scripted = await nextScripted(state, signal);
    if (scripted) return scripted;
  }
  const parts = newUserParts(request.contents);
  const media = await Promise.all(parts.map((part) => fetchMedia(part, state.gcsEndpoint, signal)));
  if (state.settings.mode === 'echo') return { kind: 'text', text: echoUserParts(parts) };
  const userTexts = parts.flatMap((part) => part.text ?? []);
  const perceived = media.filter((one) => one !== undefined);
  const transcript = transcribePages([...userTexts, ...textsOf(request.systemInstruction)], perceived);
  if (transcript !== undefined) return { kind: 'text', text: transcript };
  return answerFromContext({
    systemText: textsOf(request.systemInstruction).join('\n'),
    userTexts,
    media: perceived,
    earlierUserTexts: request.contents
      .filter((content) => content.role === 'user')
      .flatMap(textsOf)
      .reverse(),
    toolNames: request.tools.flatMap((tool) => tool.functionDeclarations.map((declaration) => declaration.name)),
    followsToolResult: request.contents.at(-1)?.parts.some((part) => part.functionResponse) ?? false,
  });
}

export function textsOf(content: Content | null | undefined): string[] {
  return content?.parts.flatMap((part) => part.text ?? []) ?? [];
}

/** Undefined when the script has been played: then the model answers by itself. */
async function nextScripted(state: VertexState, signal: AbortSignal): Promise<ModelOutput | undefined> {
  for (let step = state.takeScriptStep(); step; step = state.takeScriptStep()) {
    if (step.delayMs) await wait(step.delayMs, undefined, { signal });
    const output = outputOf(step);
    if (output) return output;
  }
  return undefined;
}

function outputOf(step: ScriptStep): ModelOutput | undefined {
  if (step.error) throw new ServiceError(parseStatusCode(step.error.code) ?? status.UNKNOWN, step.error.message ?? 'Scripted error.');
  if (step.functionCall) return { kind: 'functionCall', name: step.functionCall.name, args: step.functionCall.args ?? {} };
  if (step.text !== undefined) return { kind: 'text', text: step.text };
  if (step.finishReason) return { kind: 'finished', finishReason: step.finishReason };
  if (step.blockReason) return { kind: 'blocked', blockReason: step.blockReason };
  return step.empty ? { kind: 'empty' } : undefined;
}
