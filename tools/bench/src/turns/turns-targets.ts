import { peerNames } from '../peers/open-peers.ts';
import type { Measurement } from '../report/measurement.ts';
import { newTarget } from '../report/new-target.ts';
import type { Target } from '../report/target.ts';
import { ourName } from './answering-system.ts';

/** T1 and T2, ratios of one run, judged on the full set only. */
export function turnsTargets(measurements: readonly Measurement[]): Target[] {
  const isFull = measurements.every(({ set }) => set === 'full');
  const find = (system: string, what: string): Measurement | undefined =>
    measurements.find((one) => one.system === system && one.class === what);
  const [ours, peer] = [ourName(1), peerNames.vercel];
  const ratio = (what: string, field: 'p50Ms' | 'p99Ms' | 'perSecond'): number =>
    (find(ours, what)?.[field] ?? NaN) / (find(peer, what)?.[field] ?? NaN);
  const judge = (id: string, promise: string, measured: number, unit: string, isMet: boolean): Target => ({
    ...newTarget(id, promise),
    ...(isFull && !Number.isNaN(measured) && { measured: `${measured.toFixed(2)} ${unit}`, isMet }),
  });
  const most = (id: string, promise: string, measured: number, bound: number, unit = '×'): Target =>
    judge(id, promise, measured, unit, measured <= bound);
  const cpuMs = Object.values(find(ours, 'saturation')?.cpuMicroseconds ?? {}).reduce((sum, part) => sum + part, 0) / 1_000;
  const answered = ratio('saturation', 'perSecond');
  return [
    judgeAnswers(measurements),
    most('T1', `one processor, 50 messages/s, webhook to Graph POST: p50 ≤ 4 × of ${peer}`, ratio('fixed rate', 'p50Ms'), 4),
    most('T1', `the same: p99 ≤ 10 × of ${peer}`, ratio('fixed rate', 'p99Ms'), 10),
    judge('T2', `answers/s on the same cores ≥ 0.7 × of ${peer}, which keeps nothing`, answered, '×', answered >= 0.7),
    most('T2', 'CPU of an answered message ≤ 2.7 ms, all processes', cpuMs || NaN, 2.7, 'ms'),
  ];
}

function judgeAnswers(measurements: readonly Measurement[]): Target {
  const ours = measurements.filter(({ isOurs }) => isOurs);
  const sum = (of: (one: Measurement) => number | undefined): number => ours.reduce((total, one) => total + (of(one) ?? 0), 0);
  const [sent, lost, doubled, reordered] = [
    sum((one) => one.sent),
    sum((one) => one.lost),
    sum((one) => one.doubled),
    sum((one) => one.reordered),
  ];
  return {
    ...newTarget('T0', 'every question is answered, once, in order, to who asked', true),
    measured: `${sent} questions: ${lost} lost, ${doubled} doubled, ${reordered} out of order`,
    isMet: sent > 0 && lost + doubled + reordered === 0,
  };
}
