import { publicWeb } from '@sylion/runtime';
import { createVertexClient, DEFAULT_MODELS } from '@sylion/vertex-client';

import { createExtractor } from '../src/extract/extract-text.ts';
import type { IngestDependencies } from '../src/ingest/ingest-context.ts';
import { logger, type Harness } from './ingest-harness.ts';

/** What one run of ingestion needs, for tests that do without a worker or that replace a part of it; the only website is on this machine. */
export function openDependencies(harness: Harness): IngestDependencies {
  const vertex = createVertexClient({
    project: 'test',
    location: 'europe-west1',
    apiEndpoint: harness.vertexEndpoint,
    models: DEFAULT_MODELS,
  });
  harness.onStop(() => vertex.close());
  const extractor = createExtractor(
    { timeoutMs: 60_000, memoryMegabytes: 512, maxPages: 100, maxInflatedBytes: 10_000_000, maxTextCharacters: 1_000_000 },
    { concurrency: 4, keepsSpare: false },
  );
  harness.onStop(() => extractor.close());
  return {
    database: harness.database,
    store: harness.store,
    vertex,
    managed: undefined,
    logger,
    maxBytes: 100_000,
    web: { timeoutMs: 5_000, redirects: 3, allowed: { ...publicWeb, address: (address) => address === '127.0.0.1', port: () => true } },
    extractor,
    modelTimeoutMs: 30_000,
    sliceMs: 30_000,
    isDraining: () => false,
    onStage: () => undefined,
    onTokens: () => undefined,
  };
}
