import type { ProtobufStruct } from '../protobuf-value.ts';

/** The fields of google.cloud.discoveryengine.v1 that we read. Unset messages arrive as null, unset numbers as 0, unset lists as []. */
export interface RawSearchResponses {
  getDataStore: object;
  createDataStore: RawStarted;
  getSchema: { structSchema?: ProtobufStruct | null; jsonSchema?: string };
  updateSchema: RawStarted;
  importDocuments: RawStarted;
  getDocument: RawDocument;
  deleteDocument: object;
  /** The results of one page. */
  search: RawSearchResult[];
}

/** What the package makes of an operation that was started. */
export interface RawStarted {
  name?: string;
}

/** google.longrunning.Operation, with the packed messages of an import unpacked. */
export interface RawOperation {
  done?: boolean;
  error?: RawStatus | null;
  metadata?: { failureCount?: RawInteger; successCount?: RawInteger } | null;
  response?: { errorSamples?: RawStatus[] } | null;
}

/** 64 bits: a string, or an object that prints as one. */
export type RawInteger = string | number | { toString(): string } | null;

export interface RawStatus {
  code?: number;
  message?: string;
}

export interface RawDocument {
  indexTime?: object | null;
  indexStatus?: { indexTime?: object | null; errorSamples?: RawStatus[] } | null;
}

export interface RawSearchResult {
  chunk?: {
    id?: string;
    content?: string;
    relevanceScore?: number | null;
    documentMetadata?: { title?: string; structData?: ProtobufStruct | null } | null;
    pageSpan?: { pageStart?: number } | null;
  } | null;
}
