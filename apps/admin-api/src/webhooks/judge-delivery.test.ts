import fc from 'fast-check';

import { judgeDelivery, retryDelaysMs } from './judge-delivery.ts';

const ended = (status: number | null) => ({ status, error: null, durationMs: 1, retryAfterMs: null });

it('only a 2xx is a delivery, and 410 the end', () => {
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 599 }), fc.integer({ min: 1, max: 12 }), (status, attempts) => {
      const { kind } = judgeDelivery(ended(status), attempts, 0.5);
      expect(kind === 'delivered').toBe(status >= 200 && status < 300);
      expect(kind === 'gone').toBe(status === 410);
    }),
  );
});

it('an endpoint that asks for rest gets it, within reason', () => {
  const delayOf = (retryAfterMs: number) => judgeDelivery({ ...ended(429), retryAfterMs }, 1, 0.5);
  expect(delayOf(1_000)).toEqual({ kind: 'retry', delayMs: 5_000 });
  expect(delayOf(90_000)).toEqual({ kind: 'retry', delayMs: 90_000 });
  expect(delayOf(1e9)).toEqual({ kind: 'retry', delayMs: 14 * 3_600_000 });
});

it('what fails is tried a dozen times over three days, ever later, never at the same moment', () => {
  const delays = Array.from({ length: 12 }, (_, index) => judgeDelivery(ended(null), index + 1, 0.5));
  expect(delays.map(({ kind }) => kind)).toEqual([...Array.from({ length: 11 }, () => 'retry'), 'dead']);
  const days = retryDelaysMs.reduce((sum, delayMs) => sum + delayMs, 0) / 86_400_000;
  expect([days > 2.9, days < 3.1]).toEqual([true, true]);
  expect(retryDelaysMs.toSorted((one, other) => one - other)).toEqual(retryDelaysMs);
  expect(judgeDelivery(ended(500), 2, 0)).not.toEqual(judgeDelivery(ended(500), 2, 1));
});
