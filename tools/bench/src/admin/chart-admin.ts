import { barChart } from '../report/bar-chart.ts';
import type { Measurement } from '../report/measurement.ts';

const titles: Readonly<Record<string, string>> = {
  'first page': 'Lists: the first page',
  'later page': 'Lists: a page in the middle, by cursor',
  single: 'Single reads',
  search: 'Searches',
  aggregate: 'Aggregates',
  write: 'Writes',
};

/** The median time of every call of the largest tenant and of the platform, by one client. */
export function chartAdmin(measurements: readonly Measurement[]): string {
  const timed = measurements.filter(({ clients, class: of }) => clients === 1 && of !== 'small');
  const groups = Object.entries(titles)
    .map(([kind, title]) => ({
      title,
      bars: timed
        .filter(({ topic }) => topic === kind)
        .map(({ system, p50Ms = NaN, p95Ms = NaN }) => ({
          label: toLabel(system),
          value: p50Ms,
          note: `p95 ${p95Ms.toPrecision(2)} ms`,
          style: 'ours' as const,
        })),
    }))
    .filter(({ bars }) => bars.length > 0);
  return barChart({
    title: 'The Admin API with a million messages in its tables',
    subtitle: 'The largest of 1,000 tenants, and the platform; one client; median time; logarithmic scale',
    groups,
  });
}

const longestLabel = 34;

/** A call as it fits beside its bar: without what all of them have, and searches without where they search. */
function toLabel(call: string): string {
  const label = call
    .replace(/^GET /, '')
    .replace('/v1/', '')
    .replace(/^.*\{id\}\/(?=[^/]*\?)/, '')
    .replaceAll('{id}', '…');
  return label.length > longestLabel ? `${label.slice(0, longestLabel - 1)}…` : label;
}
