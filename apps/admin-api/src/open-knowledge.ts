import type { AppParts } from '@sylion/runtime';
import { createObjectStore } from '@sylion/storage';
import { createManagedSearch, createVertexClient, DEFAULT_MODELS } from '@sylion/vertex-client';

import type { AdminApiConfig } from './config.ts';
import type { Services } from './services.ts';

/** What documents and hit tests need of Google Cloud, and what the platform sets for knowledge. Nobody is called yet. */
export function openKnowledge(
  config: AdminApiConfig,
  { logger, shutdown }: Pick<AppParts, 'logger' | 'shutdown'>,
): Pick<Services, 'store' | 'vertex' | 'managed' | 'knowledge'> {
  const project = config.GOOGLE_CLOUD_PROJECT;
  const vertex = createVertexClient({
    project,
    location: config.GOOGLE_CLOUD_LOCATION,
    apiEndpoint: config.VERTEX_API_ENDPOINT,
    models: DEFAULT_MODELS,
    logger,
  });
  shutdown.add('vertex', vertex.close);
  const managed =
    config.VERTEX_SEARCH_DATA_STORE === undefined
      ? undefined
      : createManagedSearch({
          project,
          location: config.VERTEX_SEARCH_LOCATION,
          dataStore: config.VERTEX_SEARCH_DATA_STORE,
          apiEndpoint: config.VERTEX_SEARCH_API_ENDPOINT,
          logger,
        });
  if (managed) shutdown.add('managed search', managed.close);
  return {
    vertex,
    managed,
    store: createObjectStore({ bucket: config.GCS_BUCKET, project, apiEndpoint: config.GCS_API_ENDPOINT }),
    knowledge: {
      embeddingModel: config.EMBEDDING_MODEL,
      embeddingDimension: config.EMBEDDING_DIMENSION,
      similarityFloor: config.SIMILARITY_FLOOR,
      searchTimeoutMs: config.SEARCH_TIMEOUT_MS,
      uploadMaxBytes: config.UPLOAD_MAX_BYTES,
      bucket: config.GCS_BUCKET,
      ingestBuckets: config.INGEST_BUCKETS,
    },
  };
}
