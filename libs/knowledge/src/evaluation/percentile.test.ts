import { percentile } from './percentile.ts';

describe('percentile', () => {
  it('is the nearest rank', () => {
    expect([0, 0.5, 0.95].map((share) => percentile([5, 1, 4, 2, 3], share))).toEqual([1, 3, 5]);
    expect(percentile([7], 0.5)).toBe(7);
    expect(percentile([], 0.5)).toBeNaN();
  });

  it('leaves the values in their order', () => {
    const values = [40, 10, 30, 20];
    percentile(values, 0.5);
    expect(values).toEqual([40, 10, 30, 20]);
  });
});
