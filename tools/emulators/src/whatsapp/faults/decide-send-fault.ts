import type { FaultPlan } from './fault-plan.ts';
import type { Random } from '../../seeded-random.ts';

export type SendFault = 'cut-before-accept' | 'reject' | 'accept-then-fail' | 'accept-then-cut' | 'none';

/** Which fault, at most one, befalls this send. */
export function decideSendFault(plan: FaultPlan, random: Random): SendFault {
  const chances: [SendFault, number][] = [
    ['cut-before-accept', plan.cutBeforeAcceptRate],
    ['reject', plan.rejectRate],
    ['accept-then-fail', plan.acceptThenFailRate],
    ['accept-then-cut', plan.acceptThenCutRate],
  ];
  let remaining = random();
  for (const [fault, rate] of chances) {
    if (remaining < rate) return fault;
    remaining -= rate;
  }
  return 'none';
}

/** @returns how long this send waits, in milliseconds */
export function decideLatencyMs(plan: FaultPlan, random: Random): number {
  return plan.latencyMs + (plan.jitterMs > 0 ? random() * plan.jitterMs : 0);
}
