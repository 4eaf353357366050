import type { JsonObject, JsonValue } from '../vertex/protobuf-value.ts';

/** A data store with its one schema and its one branch. */
export interface DataStore {
  /** Full resource name. */
  name: string;
  displayName: string;
  contentConfig: string;
  industryVertical: string;
  solutionTypes: string[];
  /** Tokens of a passage; undefined without chunking, and then passages cannot be searched. */
  chunkSize: number | undefined;
  schema: JsonObject;
  documents: Map<string, IndexedDocument>;
}

export interface IndexedDocument {
  id: string;
  structData: JsonObject;
  mimeType: string;
  uri: string;
  chunks: IndexedChunk[];
  indexedAt: Date;
}

export interface IndexedChunk {
  id: string;
  text: string;
  page: number | undefined;
  embedding: number[];
}

/** Whether documents may be filtered by this field. */
export function isIndexable(store: DataStore, field: string): boolean {
  const property = asObject(asObject(store.schema.properties)[field]);
  return property.indexable === true;
}

export function asObject(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
