import type { GenerateRequest, JsonSchema, Tool, Turn } from './generate-request.ts';
import type { ModelChoice } from './model-table.ts';

/** The protocol's form of a request: google.cloud.aiplatform.v1.GenerateContentRequest. */
export function toGenerateContentRequest(
  request: GenerateRequest,
  choice: ModelChoice,
  modelName: string,
  labels: Record<string, string>,
): object {
  return {
    ...toPrompt(request),
    model: modelName,
    labels: toLabels(labels),
    generationConfig: {
      maxOutputTokens: request.maxOutputTokens,
      temperature: request.temperature,
      ...(choice.thinkingLevel && { thinkingConfig: { thinkingLevel: choice.thinkingLevel } }),
    },
  };
}

/** The part of a request that costs prompt tokens. The service refuses empty texts and turns without parts, so they are left out. */
export function toPrompt(request: Pick<GenerateRequest, 'system' | 'turns' | 'tools'>): object {
  return {
    ...(request.system !== '' && { systemInstruction: { parts: [{ text: request.system }] } }),
    contents: request.turns.map(toContent).filter((content) => content.parts.length > 0),
    ...(request.tools?.length && { tools: [{ functionDeclarations: request.tools.map(toFunctionDeclaration) }] }),
  };
}

function toContent(turn: Turn): { role: string; parts: object[] } {
  return {
    role: turn.role === 'assistant' ? 'model' : 'user',
    parts: turn.parts.flatMap((part): object[] => {
      if ('media' in part) return [{ fileData: { fileUri: part.media.uri, mimeType: part.media.mimeType } }];
      return part.text === '' ? [] : [{ text: part.text }];
    }),
  };
}

function toFunctionDeclaration(tool: Tool): object {
  // An object schema without properties is refused; a tool without parameters has none.
  const hasParameters = Object.keys(tool.parameters.properties ?? {}).length > 0;
  return { name: tool.name, description: tool.description, ...(hasParameters && { parameters: toSchema(tool.parameters) }) };
}

function toSchema(schema: JsonSchema): object {
  return {
    type: schema.type.toUpperCase(),
    ...(schema.description && { description: schema.description }),
    ...(schema.enum && { enum: schema.enum }),
    ...(schema.required && { required: schema.required }),
    ...(schema.items && { items: toSchema(schema.items) }),
    ...(schema.properties && {
      properties: Object.fromEntries(Object.entries(schema.properties).map(([name, property]) => [name, toSchema(property)])),
    }),
  };
}

/** Labels allow lower-case letters, digits, `_` and `-`, 63 characters at most. */
function toLabels(labels: Record<string, string>): Record<string, string> {
  const clean = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{Ll}\p{Lo}\p{N}_-]/gu, '_')
      .slice(0, 63);
  return Object.fromEntries(Object.entries(labels).map(([key, value]) => [clean(key), clean(value)]));
}
