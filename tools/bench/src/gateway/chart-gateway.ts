import { barChart } from '../report/bar-chart.ts';
import type { Measurement } from '../report/measurement.ts';

/** How many webhooks every system acknowledges, from the most on. */
export function chartGateway(measurements: readonly Measurement[]): string {
  const bars = measurements
    .filter((one) => one.class === 'saturation')
    .toSorted((left, right) => (right.perSecond ?? 0) - (left.perSecond ?? 0))
    .map(({ system, perSecond = 0, isOurs, topic }) => ({
      label: system,
      value: perSecond,
      note: topic === 'rung' ? '' : isOurs ? 'in Postgres before the answer' : 'in memory; answers too',
      style: isOurs ? ('ours' as const) : ('peer' as const),
    }));
  return barChart({
    title: 'Webhooks acknowledged a second',
    subtitle: 'One process each, 64 sockets, all on the same cores; logarithmic scale',
    groups: [{ title: 'at saturation', bars }],
    unit: '/s',
  });
}
