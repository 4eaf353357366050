export { createVertexClient, type VertexClientOptions } from './create-vertex-client.ts';
export { EMBEDDING_MODELS, type EmbeddingModel } from './embedding-models.ts';
export { ModelCallCancelled, PermanentModelError, TransientModelError } from './errors.ts';
export type { GenerateRequest, JsonSchema, Tool, Turn, TurnPart } from './generate-request.ts';
export type { GenerateResult, TokenUsage, ToolCall } from './generate-result.ts';
export { DEFAULT_MODELS, type ModelChoice, type ModelTable, type ModelTier } from './model-table.ts';
export { protocolOfServices, type ProtocolNode } from './protocol-of-services.ts';
export type { CallOptions, EmbedOptions, EmbedResult, VertexClient } from './vertex-client.ts';
export { createManagedSearch, type ManagedSearchOptions } from './managed-search/create-managed-search.ts';
export type {
  ImportError,
  ImportState,
  IndexingState,
  ManagedDocument,
  ManagedHit,
  ManagedQuery,
  ManagedSearch,
} from './managed-search/managed-search.ts';
