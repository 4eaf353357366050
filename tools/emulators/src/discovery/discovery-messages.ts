import type { ProtobufStruct } from '../vertex/vertex-messages.ts';

/** The fields of google.cloud.discoveryengine.v1 requests that the emulator reads, as the proto loader decodes them. */

export interface NamedRequest {
  name: string;
}

export interface CreateDataStoreRequest {
  parent: string;
  dataStoreId: string;
  dataStore?: {
    displayName: string;
    contentConfig: string;
    industryVertical: string;
    solutionTypes: string[];
    documentProcessingConfig?: {
      chunkingConfig?: { layoutBasedChunkingConfig?: { chunkSize: number } | null } | null;
    } | null;
  } | null;
}

export interface UpdateSchemaRequest {
  schema?: { name: string; structSchema?: ProtobufStruct | null; jsonSchema?: string } | null;
}

export interface ImportDocumentsRequest {
  parent: string;
  gcsSource?: { inputUris: string[]; dataSchema: string } | null;
  reconciliationMode: string;
}

export interface SearchRequest {
  servingConfig: string;
  query: string;
  filter: string;
  pageSize: number;
  contentSearchSpec?: { searchResultMode: string } | null;
  userLabels: Record<string, string>;
}
