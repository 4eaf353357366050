import type { ProtobufStruct, ProtobufValue } from './protobuf-value.ts';

/** What one call passes to google-gax: everything explicit, because the package sets neither timeout nor retry on model calls. */
export interface RawCallOptions {
  timeout: number;
  signal: AbortSignal | undefined;
  otherArgs: { headers: Record<string, string> };
}

type RawMethod<Response> = (request: object, options: RawCallOptions) => Promise<[Response, ...unknown[]]>;

/** The fields of google.cloud.aiplatform.v1 that we read. Unset numbers arrive as 0, unset messages as null, unset lists as []. */
export interface RawServiceMethods {
  generateContent: RawMethod<RawGenerateContentResponse>;
  embedContent: RawMethod<{ embedding?: { values?: number[] } | null; usageMetadata?: RawUsage | null }>;
  predict: RawMethod<{ predictions?: ProtobufValue[] }>;
  countTokens: RawMethod<{ totalTokens?: number }>;
}

export interface RawGenerateContentResponse {
  candidates?: RawCandidate[];
  promptFeedback?: { blockReason?: string } | null;
  usageMetadata?: RawUsage | null;
  modelVersion?: string;
  responseId?: string;
}

export interface RawCandidate {
  content?: { parts?: RawPart[] } | null;
  finishReason?: string;
}

export interface RawPart {
  text?: string;
  thought?: boolean;
  functionCall?: { name?: string; args?: ProtobufStruct | null } | null;
}

export interface RawUsage {
  promptTokenCount?: number;
  candidatesTokenCount?: number;
  thoughtsTokenCount?: number;
  totalTokenCount?: number;
}
