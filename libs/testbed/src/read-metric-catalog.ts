import fs from 'node:fs';

import type { MetricCatalog } from '@sylion/runtime';

/** What dashboards and alerts may rely upon of an app's metrics (`every app`: of those that each process has), by name. */
export function readMetricCatalog(app: string): MetricCatalog | undefined {
  const file = new URL('../../../docker/monitoring/metrics.json', import.meta.url);
  return (JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, MetricCatalog>)[app];
}
