import type { Measurement } from '../report/measurement.ts';
import { newTarget } from '../report/new-target.ts';
import type { Target } from '../report/target.ts';

/** What may come and go from one sample to another: a garbage collector's share, and sockets of a pool. */
const memorySlack = 1.1;
const handleSlack = 1.1;
/** Some tens of keys come and go with the turns under way, so that two samples tell little; a key left behind by every turn would be thousands. */
const keySlack = 1.1;

/** S1, judged on the full set only: the last fifth of a run beside its middle, when everything is warm. */
export function soakTargets(measurements: readonly Measurement[]): Target[] {
  const isFull = measurements.every(({ set }) => set === 'full');
  const samplesOf = (system: string, field: 'peakMemoryBytes' | 'handles' | 'keys'): number[] =>
    measurements.filter((one) => one.system === system).map((one) => one[field] ?? NaN);
  const mean = (part: readonly number[]): number => part.reduce((sum, value) => sum + value, 0) / part.length;
  const growth = (system: string, field: 'peakMemoryBytes' | 'handles'): number => {
    const values = samplesOf(system, field);
    return mean(values.slice(values.length * 0.8)) / mean(values.slice(values.length * 0.4, values.length * 0.6));
  };
  const keys = samplesOf('redis', 'keys');
  const keyGrowth = mean(keys.slice(keys.length * 0.8)) / Math.max(...keys.slice(0, keys.length * 0.8));
  const judge = (promise: string, measured: number, slack: number): Target => ({
    ...newTarget('S1', promise),
    ...(isFull && { measured: `${measured.toFixed(2)} ×`, isMet: measured <= slack }),
  });
  const sum = (of: (one: Measurement) => number | undefined): number => measurements.reduce((total, one) => total + (of(one) ?? 0), 0);
  const wrong = sum((one) => one.lost) + sum((one) => one.doubled) + sum((one) => one.reordered);
  return [
    {
      ...newTarget('S1', 'every turn ends with its answer, once, in order', true),
      measured: `${wrong} wrong of ${sum((one) => one.sent)}`,
      isMet: measurements.length > 0 && wrong === 0,
    },
    ...['gateway', 'processor'].flatMap((app) => [
      judge(`memory of the ${app}: end of the run ≤ ${memorySlack} × its middle`, growth(app, 'peakMemoryBytes'), memorySlack),
      judge(`handles of the ${app}: the same`, growth(app, 'handles'), handleSlack),
    ]),
    judge(`keys in Redis: end of the run ≤ ${keySlack} × the most before`, keyGrowth, keySlack),
  ];
}
