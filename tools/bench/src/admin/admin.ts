import fs from 'node:fs/promises';
import path from 'node:path';

import type { Bench, BenchEnvironment } from '../bench.ts';
import { toJsonLines, type Measurement } from '../report/measurement.ts';
import { targetsTable } from '../report/targets-table.ts';
import { writeReport } from '../report/write-report.ts';
import { cloneBenchDatabase, dropBenchDatabase } from '../server/bench-database.ts';
import { formatFacts, readMachineFacts } from '../server/machine-facts.ts';
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
    const { server, docsFolder, print, progress } = environment;
    const measurements = await measure(options, environment);
    const targets = adminTargets(measurements);
    const lines = toJsonLines(measurements);
    print(`${lines}\n${targetsTable(targets)}`);
    if (options.jsonFile !== undefined) await fs.writeFile(options.jsonFile, lines);
    if (options.isReported) {
      const facts = formatFacts(await readMachineFacts(server.superuserUrl));
      await writeReport(docsFolder, reportAdmin(facts, measurements, targets));
      progress(`wrote ${path.join(docsFolder, 'benchmarks.md')}`);
    }
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
