import { createMetrics } from '@sylion/runtime';
import { readMetricCatalog } from '@sylion/testbed';

import { createProcessorMetrics } from '../src/processor-metrics.ts';

it('exports what dashboards and alerts rely upon, and nothing that is not written down', () => {
  const metrics = createMetrics('processor-worker');
  createProcessorMetrics(metrics);
  expect(metrics.catalog).toEqual(readMetricCatalog('processor-worker'));
});
