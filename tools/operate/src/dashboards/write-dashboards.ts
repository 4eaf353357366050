import fs from 'node:fs';
import path from 'node:path';

import { monitoringFolder } from '../monitoring/read-monitoring.ts';
import { dashboardFiles } from './dashboards.ts';

const help = `npm run dashboards

Writes the Grafana dashboards of tools/operate/src/dashboards to docker/monitoring/dashboards.`;

if (process.argv.includes('--help')) {
  console.log(help);
} else {
  const folder = path.join(monitoringFolder, 'dashboards');
  fs.mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(dashboardFiles())) fs.writeFileSync(path.join(folder, name), content);
}
