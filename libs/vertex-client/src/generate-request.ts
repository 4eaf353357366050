import type { ModelTier } from './model-table.ts';

/** One request to a model; either a tier or a model is named (a model wins). */
export interface GenerateRequest {
  tier?: ModelTier;
  model?: string;
  /** The system instruction. Its stable part should stand first: the provider caches prefixes. */
  system: string;
  /** The conversation, oldest first; it ends with what the user said last. */
  turns: Turn[];
  /** What the model may call. */
  tools?: Tool[];
  /** Thinking counts as output. */
  maxOutputTokens: number;
  temperature: number;
}

export interface Turn {
  role: 'user' | 'assistant';
  parts: TurnPart[];
}

/** A text, or an object in Cloud Storage that the model reads itself. */
export type TurnPart = { text: string } | { media: { uri: string; mimeType: string } };

export interface Tool {
  name: string;
  description: string;
  parameters: JsonSchema;
}

/** The subset of JSON Schema that describes tool parameters. */
export interface JsonSchema {
  type: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object';
  description?: string;
  enum?: string[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
}
