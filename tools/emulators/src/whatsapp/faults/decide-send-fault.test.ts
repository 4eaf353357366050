import { decideLatencyMs, decideSendFault } from './decide-send-fault.ts';
import { noFaults } from './fault-plan.ts';
import { seededRandom } from '../../seeded-random.ts';

describe('send faults', () => {
  it('are the same for the same seed, and as frequent as asked', () => {
    const plan = { ...noFaults, acceptThenFailRate: 0.2, acceptThenCutRate: 0.1 };
    const draw = () => {
      const random = seededRandom(7);
      return Array.from({ length: 2_000 }, () => decideSendFault(plan, random));
    };
    expect(draw()).toEqual(draw());
    const share = (fault: string) => draw().filter((drawn) => drawn === fault).length / 2_000;
    expect(share('accept-then-fail')).toBeCloseTo(0.2, 1);
    expect(share('accept-then-cut')).toBeCloseTo(0.1, 1);
    expect(share('none')).toBeCloseTo(0.7, 1);
  });

  it('do not happen without a plan', () => {
    expect(decideSendFault(noFaults, () => 0)).toBe('none');
    expect(decideLatencyMs(noFaults, () => 1)).toBe(0);
    expect(decideLatencyMs({ ...noFaults, latencyMs: 100, jitterMs: 50 }, () => 0.5)).toBe(125);
  });
});
