import type { RawMethod } from './call-method.ts';
import type { ProtobufStruct, ProtobufValue } from './protobuf-value.ts';

export type RawServiceMethods = { [Name in keyof RawResponses]: RawMethod<RawResponses[Name]> };

/** The fields of google.cloud.aiplatform.v1 that we read. Unset numbers arrive as 0, unset messages as null, unset lists as []. */
export interface RawResponses {
  generateContent: RawGenerateContentResponse;
  embedContent: { embedding?: { values?: number[] } | null; usageMetadata?: RawUsage | null; truncated?: boolean };
  predict: { predictions?: ProtobufValue[] };
  countTokens: { totalTokens?: number };
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
