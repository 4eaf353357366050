import { fromProtobufStruct } from './protobuf-value.ts';
import type { Content, FunctionDeclaration, Part } from './vertex-messages.ts';

const charactersPerToken = 4;
const tokensPerImage = 258;
const tokensPerAudio = 320;

/** One token per four characters, rounded up. */
export function countTextTokens(text: string): number {
  return Math.ceil([...text].length / charactersPerToken);
}

/** The prompt side of a call: system instruction, contents and tool declarations, each part rounded up by itself. */
export function countPromptTokens(request: {
  contents: Content[];
  systemInstruction?: Content | null;
  tools: { functionDeclarations: FunctionDeclaration[] }[];
}): number {
  const parts = [request.systemInstruction, ...request.contents].flatMap((content) => content?.parts ?? []);
  const declarations = request.tools.flatMap((tool) => tool.functionDeclarations);
  return (
    sum(parts.map(countPartTokens)) +
    sum(declarations.map((declaration) => countTextTokens(declaration.name) + countTextTokens(declaration.description)))
  );
}

/** Images and documents cost 258 tokens; audio a constant 320, which is ten seconds of the real rate of 32 a second. */
export function countPartTokens(part: Part): number {
  if (part.text !== undefined) return countTextTokens(part.text);
  if (part.functionCall) return countTextTokens(part.functionCall.name + JSON.stringify(fromProtobufStruct(part.functionCall.args)));
  if (part.functionResponse)
    return countTextTokens(part.functionResponse.name + JSON.stringify(fromProtobufStruct(part.functionResponse.response)));
  const mimeType = part.fileData?.mimeType ?? part.inlineData?.mimeType;
  if (mimeType === undefined) return 0;
  return mimeType.startsWith('audio/') ? tokensPerAudio : tokensPerImage;
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
