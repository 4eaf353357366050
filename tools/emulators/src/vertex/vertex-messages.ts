/** The fields of google.cloud.aiplatform.v1 messages that the emulator reads, as the proto loader decodes them. */

export interface ProtobufStruct {
  fields: Record<string, ProtobufValue>;
}

/** google.protobuf.Value: exactly one of the members is set. */
export interface ProtobufValue {
  kind?: string;
  nullValue?: string | number;
  numberValue?: number;
  stringValue?: string;
  boolValue?: boolean;
  structValue?: ProtobufStruct;
  listValue?: { values: ProtobufValue[] };
}

/** One part of a content: exactly one of the members is set. */
export interface Part {
  text?: string;
  inlineData?: { mimeType: string; data: Uint8Array };
  fileData?: { mimeType: string; fileUri: string };
  functionCall?: { name: string; args?: ProtobufStruct | null };
  functionResponse?: { name: string; response?: ProtobufStruct | null };
}

export interface Content {
  role: string;
  parts: Part[];
}

export interface FunctionDeclaration {
  name: string;
  description: string;
}

export interface GenerateContentRequest {
  model: string;
  contents: Content[];
  systemInstruction?: Content | null;
  tools: { functionDeclarations: FunctionDeclaration[] }[];
  labels: Record<string, string>;
  generationConfig?: { maxOutputTokens?: number } | null;
}

/** `endpoint` is the required resource name; `model` repeats it. */
export type CountTokensRequest = Pick<GenerateContentRequest, 'model' | 'contents' | 'systemInstruction' | 'tools'> & { endpoint: string };

export interface EmbedContentRequest {
  model: string;
  content?: Content | null;
  title?: string;
  outputDimensionality?: number;
  autoTruncate?: boolean;
  embedContentConfig?: { title?: string; outputDimensionality?: number; autoTruncate?: boolean } | null;
}

export interface PredictRequest {
  endpoint: string;
  instances: ProtobufValue[];
  parameters?: ProtobufValue | null;
  labels: Record<string, string>;
}
