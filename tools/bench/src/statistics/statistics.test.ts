import { recall } from './recall.ts';
import { slope } from './slope.ts';

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
