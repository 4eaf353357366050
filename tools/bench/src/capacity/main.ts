import fs from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { repositoryRoot } from '@sylion/launch/embedded';

import { replaceSection } from '../report/replace-section.ts';
import type { Demand } from './plan-capacity.ts';
import { readCosts } from './read-costs.ts';
import { reportCapacity } from './report-capacity.ts';

const help = `npm run capacity -- --tenants N --messages-per-day N [options]

How many of each app, which Postgres and which Redis carry so many messages of end users a day, by what the benches measured
(docs/measurements), what breaks first and what to do then.

  --peak N            the busiest second beside the mean of the day, 4 by default
  --model-seconds N   that an answer of the model takes, 3 by default
  --outage-minutes N  for which messages may pile up, 10 by default
  --write             writes three sizes into docs/scaling.md instead`;

const docs = path.join(repositoryRoot, 'docs');
const { values } = parseArgs({
  options: {
    tenants: { type: 'string' },
    'messages-per-day': { type: 'string' },
    peak: { type: 'string', default: '4' },
    'model-seconds': { type: 'string', default: '3' },
    'outage-minutes': { type: 'string', default: '10' },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const demandOf = (tenants: number, messagesPerDay: number): Demand => ({
  tenants,
  messagesPerDay,
  peakFactor: Number(values.peak),
  modelSeconds: Number(values['model-seconds']),
  statusesPerAnswer: 3,
  outageMinutes: Number(values['outage-minutes']),
});

const asked = demandOf(Number(values.tenants), Number(values['messages-per-day']));
if (values.write) {
  const file = path.join(docs, 'scaling.md');
  const sizes = [demandOf(100, 50_000), demandOf(1_000, 1_000_000), demandOf(10_000, 20_000_000)];
  const section = reportCapacity(sizes, await readCosts(path.join(docs, 'measurements')));
  await fs.writeFile(file, replaceSection(await fs.readFile(file, 'utf8'), 'capacity', section));
} else if (values.help || !Object.values(asked).every((value) => value > 0)) {
  console.log(help);
  process.exitCode = values.help ? 0 : 2;
} else {
  console.log(reportCapacity([asked], await readCosts(path.join(docs, 'measurements'))));
}
