import type { Measurement } from '../report/measurement.ts';
import { newTarget } from '../report/new-target.ts';
import type { Target } from '../report/target.ts';

const mebibyte = 1_024 ** 2;

/** T3: what is lost, doubled or out of order is always judged; times and memory on the full set only. */
export function burstTargets(measurements: readonly Measurement[]): Target[] {
  const isFull = measurements.every(({ set }) => set === 'full');
  const find = (system: string, size: number): Measurement | undefined =>
    measurements.find((one) => one.system === system && one.class === `${size} messages`);
  const most = (promise: string, measured: number | undefined, bound: number, unit: string): Target => ({
    ...newTarget('T3', promise),
    ...(isFull && measured !== undefined && { measured: `${measured.toFixed(1)} ${unit}`, isMet: measured <= bound }),
  });
  const apps = measurements.filter(({ topic, system }) => topic === 'memory' && system !== 'redis');
  const wrong = measurements.reduce((sum, { lost = 0, doubled = 0, reordered = 0 }) => sum + lost + doubled + reordered, 0);
  const seconds = (system: string): number | undefined => {
    const elapsedMs = find(system, 5_000)?.elapsedMs;
    return elapsedMs === undefined ? undefined : elapsedMs / 1_000;
  };
  return [
    {
      ...newTarget('T3', 'nothing is lost, answered twice, or answered out of order', true),
      measured: `${wrong} of ${measurements.filter(({ system }) => system === 'all answered').reduce((sum, { sent = 0 }) => sum + sent, 0)}`,
      isMet: measurements.length > 0 && wrong === 0,
    },
    most('5,000 messages: acknowledged within 3 s', seconds('all acknowledged'), 3, 's'),
    most('5,000 messages: answered within 9 s', seconds('all answered'), 9, 's'),
    most('no app above 350 MiB', Math.max(...apps.map(({ peakMemoryBytes = 0 }) => peakMemoryBytes)) / mebibyte, 350, 'MiB'),
  ];
}
