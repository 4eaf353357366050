import { createMetrics } from '@sylion/runtime';
import { readMetricCatalog } from '@sylion/testbed';

import { createGatewayMetrics } from '../src/gateway-metrics.ts';

it('exports what dashboards and alerts rely upon, and nothing that is not written down', () => {
  const metrics = createMetrics('gateway');
  createGatewayMetrics(metrics);
  expect(metrics.catalog).toEqual(readMetricCatalog('gateway'));
});
