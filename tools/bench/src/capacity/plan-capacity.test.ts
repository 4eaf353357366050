import fc from 'fast-check';

import type { Costs } from './costs.ts';
import { planCapacity, turnConcurrency, type Demand } from './plan-capacity.ts';

const costs: Costs = {
  gatewayMs: 1,
  processorMs: 2,
  postgresMs: 2,
  redisMs: 0.5,
  statusGatewayMs: 0.2,
  statusPostgresMs: 0.5,
  waitingBytes: 1_500,
  storedBytes: 10_000,
};
const demand: Demand = { tenants: 100, messagesPerDay: 100_000, peakFactor: 4, modelSeconds: 3, statusesPerAnswer: 3, outageMinutes: 10 };

describe('capacity', () => {
  it('is two of each app for a small platform, so that one may die', () => {
    expect(planCapacity({ ...demand, messagesPerDay: 1_000 }, costs)).toMatchObject({ gateways: 2, processors: 2 });
  });

  it('has a place for every turn that waits for the model', () => {
    const plan = planCapacity({ ...demand, messagesPerDay: 5_000_000 }, costs);
    expect(plan.peakPerSecond).toBeCloseTo(231.5, 1);
    expect(plan.turnsUnderWay).toBeCloseTo(694.4, 1);
    expect(plan.processors * turnConcurrency).toBeGreaterThan(plan.turnsUnderWay);
  });

  it('never shrinks when the demand grows, and names first what ends first', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 1e9 }), (one, other) => {
        const [small, large] = [Math.min(one, other), Math.max(one, other)].map((messagesPerDay) =>
          planCapacity({ ...demand, messagesPerDay }, costs),
        );
        const headrooms = large?.limits.map(({ headroom }) => headroom) ?? [];
        return (
          (small?.gateways ?? 0) <= (large?.gateways ?? 0) &&
          (small?.processors ?? 0) <= (large?.processors ?? 0) &&
          (small?.postgresCores ?? 0) <= (large?.postgresCores ?? 0) &&
          headrooms.every((headroom, place) => place === 0 || headroom >= (headrooms[place - 1] ?? 0))
        );
      }),
    );
  });
});
