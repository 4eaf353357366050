import { createMetrics } from '@sylion/runtime';
import { readMetricCatalog } from '@sylion/testbed';

import { createIngestMetrics } from '../src/ingest-metrics.ts';

it('exports what dashboards and alerts rely upon, and nothing that is not written down', () => {
  const metrics = createMetrics('rag-ingest-worker');
  createIngestMetrics(metrics);
  expect(metrics.catalog).toEqual(readMetricCatalog('rag-ingest-worker'));
});
