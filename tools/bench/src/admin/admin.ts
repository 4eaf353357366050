import type { Bench, BenchEnvironment } from '../bench.ts';
import type { Measurement } from '../report/measurement.ts';
import { publishResults } from '../report/publish-results.ts';
import { cloneBenchDatabase, dropBenchDatabase } from '../server/bench-database.ts';
import { warmDatabase } from '../server/warm-database.ts';
import { adminHelp, readAdminOptions, type AdminOptions } from './admin-options.ts';
import { adminTargets } from './admin-targets.ts';
import { openPlatformDatabase } from './fill/open-platform-database.ts';
import { measurePlatform } from './measure-platform.ts';
import { reportAdmin } from './report-admin.ts';

/** How quickly the Admin API answers when its tables are full, and what it asks of them. */
export const admin: Bench = {
  title: 'reads and writes of the Admin API with 1,000,000 messages of 1,000 tenants in its tables',
  help: adminHelp,
  run: async (args, environment) => {
    const options = readAdminOptions(args);
    const measurements = await measure(options, environment);
    const targets = adminTargets(measurements);
    await publishResults(options, environment, measurements, targets, reportAdmin);
    return targets;
  },
};

/** Writes go to a clone, so that the filled database stays as it is. */
async function measure(options: AdminOptions, { server, progress }: BenchEnvironment): Promise<Measurement[]> {
  const { superuserUrl } = server;
  const filled = await openPlatformDatabase(options, superuserUrl, progress);
  progress('cloning the database');
  const clone = await cloneBenchDatabase(superuserUrl, filled, 'admin');
  try {
    await warmDatabase(clone);
    return await measurePlatform(clone, options, progress);
  } finally {
    await dropBenchDatabase(superuserUrl, clone.name);
  }
}
