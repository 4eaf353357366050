export { createVertexClient, type VertexClientOptions } from './create-vertex-client.ts';
export { ModelCallCancelled, PermanentModelError, TransientModelError } from './errors.ts';
export type { GenerateRequest, JsonSchema, Tool, Turn, TurnPart } from './generate-request.ts';
export type { GenerateResult, TokenUsage, ToolCall } from './generate-result.ts';
export { DEFAULT_MODELS, type ModelChoice, type ModelTable, type ModelTier } from './model-table.ts';
export type { CallOptions, EmbedOptions, EmbedResult, VertexClient } from './vertex-client.ts';
