import { barChart, type Bar } from '../report/bar-chart.ts';
import type { Measurement } from '../report/measurement.ts';

const titles: Readonly<Record<string, string>> = {
  small: 'Small tenant (about 100 chunks)',
  medium: 'Medium tenant (5,000 chunks)',
  upper: 'Tenant of 30,000 chunks',
  large: 'Large tenant (100,000 chunks or more)',
};

/** The median time of every system for every class of tenant; red where it is quick because it does not find. */
export function chartRetrieval(set: string, measurements: readonly Measurement[]): string {
  const ofSet = measurements.filter((one) => one.set === set && one.recall !== undefined);
  const groups = Object.entries(titles)
    .map(([tenantClass, title]) => ({ title, bars: barsOf(ofSet.filter((one) => one.class === tenantClass)) }))
    .filter(({ bars }) => bars.length > 0);
  return barChart({
    title: 'Finding the 10 nearest chunks of one tenant among many',
    subtitle: `Set ${set}; median time; recall near the tenant's own content / off it; logarithmic scale`,
    groups,
  });
}

function barsOf(measurements: readonly Measurement[]): Bar[] {
  const off = (system: string): Measurement | undefined => measurements.find((one) => one.system === system && one.topic === 'cross');
  return measurements
    .filter(({ topic }) => topic === 'in')
    .toSorted((left, right) => Number(right.isOurs) - Number(left.isOurs) || (left.p50Ms ?? 0) - (right.p50Ms ?? 0))
    .map(({ system, isOurs, p50Ms = NaN, recall = 0 }) => {
      const least = off(system)?.recall ?? 0;
      return {
        label: system,
        value: p50Ms,
        note: `recall ${recall.toFixed(2)} / ${least.toFixed(2)}`,
        style: isOurs ? 'ours' : Math.min(recall, least) < 0.9 ? 'wrong' : 'peer',
      };
    });
}
