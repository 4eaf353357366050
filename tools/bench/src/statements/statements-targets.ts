import type { Measurement } from '../report/measurement.ts';
import { newTarget } from '../report/new-target.ts';
import type { Target } from '../report/target.ts';

/** T2's share of Postgres: how much it is asked for a message. */
export function statementsTargets(measurements: readonly Measurement[]): Target[] {
  const turns = measurements.find(({ system }) => system === 'turns');
  return [
    {
      ...newTarget('T0', 'every question is answered', true),
      measured: `${turns?.sent} questions: ${turns?.lost} lost`,
      isMet: turns !== undefined && turns.lost === 0,
    },
  ];
}

/** All statements that the apps send for a message, and what Postgres spends on them, ms. */
export function sumOfSent(measurements: readonly Measurement[]): {
  readonly calls: number;
  readonly plannedMs: number;
  readonly ranMs: number;
} {
  let [calls, plannedMs, ranMs] = [0, 0, 0];
  for (const one of measurements) {
    if (one.isSent !== true) continue;
    calls += one.calls ?? 0;
    plannedMs += (one.calls ?? 0) * (one.plannedMs ?? 0);
    ranMs += (one.calls ?? 0) * (one.ranMs ?? 0);
  }
  return { calls, plannedMs, ranMs };
}
