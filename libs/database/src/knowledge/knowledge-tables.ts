import type { Generated } from 'kysely';

import type { DocumentStage, DocumentState } from '@sylion/schemas';

import type { BigNumber, Json, NullableTime, Time } from '../column-types.ts';

export type EmbeddingDimension = 768 | 1536;

/** The rows of what tenants' documents become. */
export interface KnowledgeTables {
  knowledgeBases: {
    tenantId: string;
    id: string;
    name: string;
    mode: Generated<'local' | 'vertex_search'>;
    settings: Json<Record<string, unknown>>;
    embeddingModel: Generated<string>;
    embeddingDimension: Generated<EmbeddingDimension>;
    embeddingVersion: Generated<number>;
    nextEmbeddingModel: string | null;
    nextEmbeddingDimension: EmbeddingDimension | null;
    languages: Generated<string[]>;
    chunkCount: Generated<number>;
    deletedAt: NullableTime;
    createdAt: Time;
    updatedAt: Time;
  };
  assistantKnowledgeBases: { tenantId: string; assistantId: string; knowledgeBaseId: string };
  knowledgeDocuments: {
    tenantId: string;
    id: string;
    knowledgeBaseId: string;
    name: string;
    mimeType: string;
    objectPath: string | null;
    sizeBytes: BigNumber | null;
    sha256: Buffer | null;
    state: Generated<DocumentState>;
    stateReason: string | null;
    pagesTotal: number | null;
    pagesWithText: number | null;
    sourceKind: Generated<'upload' | 'uri' | 'web'>;
    sourceUri: string | null;
    metadata: Json<Record<string, unknown>>;
    stage: DocumentStage | null;
    version: Generated<number>;
    liveSha256: Buffer | null;
    language: string | null;
    chunkCount: Generated<number>;
    tokenCount: Generated<number>;
    plannedChunks: number | null;
    embeddedChunks: number | null;
    draftKey: Buffer | null;
    importOperation: string | null;
    claim: Generated<number>;
    claimedUntil: NullableTime;
    readyAt: NullableTime;
    createdAt: Time;
    updatedAt: Time;
  };
  knowledgeChunks: {
    tenantId: string;
    id: string;
    knowledgeBaseId: string;
    documentId: string;
    ordinal: number;
    heading: string | null;
    page: number | null;
    content: string;
    tokenCount: number;
    language: Generated<string>;
    embeddingHash: Buffer | null;
    createdAt: Time;
  };
  knowledgeChunkDrafts: {
    tenantId: string;
    documentId: string;
    ordinal: number;
    chunkId: string;
    heading: string | null;
    page: number | null;
    content: string;
    tokenCount: number;
    language: string;
    searchText: string;
    embeddingHash: Buffer;
  };
  knowledgeDraftVectors: { tenantId: string; documentId: string; chunkId: string; embedding: string };
  knowledgeVectorIndexes: {
    tenantId: string;
    knowledgeBaseId: string;
    embeddingVersion: number;
    embeddingDimension: EmbeddingDimension;
    state: Generated<'building' | 'ready'>;
    indexName: string;
    chunkCount: number;
    lastChunkId: string | null;
    createdAt: Time;
    readyAt: NullableTime;
  };
  knowledgeHitTests: {
    tenantId: string;
    id: string;
    knowledgeBaseId: string;
    query: string;
    request: Json<Record<string, unknown>>;
    hits: Json<unknown[]>;
    timings: Json<Record<string, unknown>>;
    createdAt: Time;
  };
}
