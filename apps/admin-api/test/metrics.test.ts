import { createMetrics } from '@sylion/runtime';
import { readMetricCatalog } from '@sylion/testbed';

import { createAdminApiMetrics } from '../src/admin-api-metrics.ts';

it('exports what dashboards and alerts rely upon, and nothing that is not written down', () => {
  const metrics = createMetrics('admin-api');
  createAdminApiMetrics(metrics);
  expect(metrics.catalog).toEqual(readMetricCatalog('admin-api'));
});
