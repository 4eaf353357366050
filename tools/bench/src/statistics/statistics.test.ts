import { percentile } from './percentile.ts';
import { recall } from './recall.ts';
import { slope } from './slope.ts';

describe('percentile', () => {
  it('is the nearest rank', () => {
    expect(percentile([5, 1, 4, 2, 3], 0.5)).toBe(3);
    expect(percentile([5, 1, 4, 2, 3], 0.95)).toBe(5);
    expect(percentile([7], 0.5)).toBe(7);
    expect(percentile([], 0.5)).toBeNaN();
  });
});

describe('recall', () => {
  it('is the share of the truth that was found', () => {
    expect(recall([1, 2, 3], [3, 2, 9, 8])).toBe(0.5);
    expect(recall([], [1])).toBe(0);
    expect(recall([], [])).toBe(1);
  });

  it('does not count a chunk twice', () => {
    expect(recall([1, 1, 1, 1], [1, 2, 3, 4])).toBe(0.25);
  });
});

describe('slope', () => {
  it('finds what a unit more costs, whatever the start costs', () => {
    expect(
      slope([
        [100, 0.7],
        [1_000, 1.6],
        [5_000, 5.6],
      ]),
    ).toBeCloseTo(0.001, 9);
  });
});
