import { chunkText, languageOfTenant } from './chunk-text.ts';
import type { CorpusShape } from './corpus-shape.ts';
import { chunkVector, tenantTopics, topicOfChunk } from './latent-space.ts';
import type { CorpusLanguage } from './vocabulary.ts';

export interface CorpusChunk {
  readonly tenant: number;
  /** 0-based within the tenant. */
  readonly number: number;
  readonly topic: number;
  readonly language: CorpusLanguage;
  readonly text: string;
  readonly vector: Float32Array;
}

/** Raised whenever what it makes changes, so that databases filled before are filled again. */
export const corpusVersion = 4;

/** Made on demand: any chunk can be made at any time, and is the same every time. */
export interface Corpus {
  readonly shape: CorpusShape;
  readonly chunkCount: number;
  sizeOf(tenant: number): number;
  topicsOf(tenant: number): readonly number[];
  topicOf(tenant: number, chunk: number): number;
  chunk(tenant: number, number: number): CorpusChunk;
  vector(tenant: number, number: number): Float32Array;
}

export function createCorpus(shape: CorpusShape): Corpus {
  const topics = shape.tenantSizes.map((size, tenant) => tenantTopics(tenant, size));
  const topicsOf = (tenant: number): readonly number[] => topics[tenant] ?? [];
  const topicOf = (tenant: number, number: number): number => topicOfChunk(topicsOf(tenant), tenant, number);
  const vector = (tenant: number, number: number): Float32Array => chunkVector(tenant, number, topicOf(tenant, number));
  return {
    shape,
    chunkCount: shape.tenantSizes.reduce((sum, size) => sum + size, 0),
    sizeOf: (tenant) => shape.tenantSizes[tenant] ?? 0,
    topicsOf,
    topicOf,
    vector,
    chunk: (tenant, number) => {
      const topic = topicOf(tenant, number);
      return {
        tenant,
        number,
        topic,
        language: languageOfTenant(tenant),
        text: chunkText(tenant, number, topic),
        vector: vector(tenant, number),
      };
    },
  };
}
