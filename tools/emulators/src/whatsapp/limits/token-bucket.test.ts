import fc from 'fast-check';
import { hasToken, takeToken } from './token-bucket.ts';

const pair = { capacity: 45, intervalMs: 6_000 };

function drain(moments: number[], size = pair): number[] {
  let fullAt: number | undefined;
  return moments.filter((now) => {
    if (!hasToken(fullAt, now, size)) return false;
    fullAt = takeToken(fullAt, now, size);
    return true;
  });
}

describe('token bucket', () => {
  it('lets a burst of the whole capacity through, and then one per interval', () => {
    expect(drain(Array.from({ length: 60 }, () => 0))).toHaveLength(45);
    expect(drain([...Array.from({ length: 45 }, () => 0), 5_999, 6_000, 6_001, 12_000])).toHaveLength(47);
  });

  it('never passes more than the capacity plus what was regained', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100_000 })), (moments) => {
        const passed = drain(moments.sort((a, b) => a - b));
        return passed.length <= 45 + Math.floor((passed.at(-1) ?? 0) / 6_000) + 1;
      }),
    );
  });
});
