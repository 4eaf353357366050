import type { GenerateRequest } from './generate-request.ts';
import type { GenerateResult } from './generate-result.ts';

/** Bounds and attribution of one call. */
export interface CallOptions {
  /** The whole budget: attempts, waits and fallbacks together. */
  timeoutMs: number;
  /** Cancels the running gRPC call at once. */
  signal?: AbortSignal;
  /** Goes into the request's labels, and so into the provider's bill. */
  tenantId: string;
}

export interface EmbedOptions extends CallOptions {
  model: string;
  /** Length of each vector. */
  dimension: number;
  taskType: 'RETRIEVAL_QUERY' | 'RETRIEVAL_DOCUMENT' | 'SEMANTIC_SIMILARITY' | 'QUESTION_ANSWERING';
  /** Title of the document the texts belong to; used with `RETRIEVAL_DOCUMENT`. */
  title?: string;
}

export interface EmbedResult {
  /** One vector of unit length per text, in the order of the texts. */
  vectors: Float32Array[];
  /** Input tokens as the provider counts them. */
  tokens: number;
}

/**
 * All calls to Google's models. Every method retries what is worth it by itself (nobody else should) and throws
 * `TransientModelError`, `PermanentModelError` or `ModelCallCancelled`.
 */
export interface VertexClient {
  /** One answer of the model, or the reason why there is none. */
  generate(request: GenerateRequest, options: CallOptions & { labels?: Record<string, string> }): Promise<GenerateResult>;
  /**
   * Embeds any number of texts, none of them empty. A text that is longer than the model takes is refused
   * (`PermanentModelError`, `TEXT_TOO_LONG`), never cut short.
   */
  embed(texts: string[], options: EmbedOptions): Promise<EmbedResult>;
  /** Prompt tokens that `generate` would be charged for this request. */
  countTokens(request: Pick<GenerateRequest, 'model' | 'tier' | 'system' | 'turns' | 'tools'>, options: CallOptions): Promise<number>;
  /** Loads the Google package, seconds of work that the first call would have to do within its own time. Calls nobody. */
  warmUp(): Promise<void>;
  /** Closes the connections; running calls fail. */
  close(): Promise<void>;
}
