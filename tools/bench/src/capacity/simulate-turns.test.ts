import { fullAt } from './plan-capacity.ts';
import { simulateTurns } from './simulate-turns.ts';

const turns = 60_000;

describe('simulated turns', () => {
  it("have as many under way as come in the time that one takes (Little's law)", () => {
    const { underWay } = simulateTurns({ arrivalsPerSecond: 20, places: 200, serviceSeconds: 3, turns, seed: 1 });
    expect(underWay).toBeGreaterThan(60 * 0.95);
    expect(underWay).toBeLessThan(60 * 1.05);
  });

  it.each([1, 2, 3])('wait for no place at the share that plans call full, seed %i', (seed) => {
    const arrivalsPerSecond = (100 * fullAt) / 3;
    const queue = simulateTurns({ arrivalsPerSecond, places: 100, serviceSeconds: 3, turns, seed });
    expect(queue.utilisation).toBeCloseTo(fullAt, 1);
    expect(queue.waitP95Seconds).toBe(0);
  });

  it('wait long beyond it', () => {
    const queue = simulateTurns({ arrivalsPerSecond: 33.2, places: 100, serviceSeconds: 3, turns, seed: 1 });
    expect(queue.utilisation).toBeGreaterThan(0.95);
    expect(queue.waitP95Seconds).toBeGreaterThan(0.5);
  });

  it('are the same for the same seed', () => {
    const shape = { arrivalsPerSecond: 5, places: 20, serviceSeconds: 3, turns: 1_000, seed: 7 };
    expect(simulateTurns(shape)).toEqual(simulateTurns(shape));
  });
});
