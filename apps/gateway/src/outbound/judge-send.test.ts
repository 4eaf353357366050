import fc from 'fast-check';

import type { SendOutcome } from '../providers/provider.ts';
import { judgeSend } from './judge-send.ts';

const code = fc.nat(200_000);
const outcomes: fc.Arbitrary<SendOutcome> = fc.oneof(
  fc.record({ kind: fc.constant('accepted' as const), providerMessageId: fc.string() }),
  fc.record({
    kind: fc.constant('throttled' as const),
    retryAfterMs: fc.nat(100_000),
    scope: fc.constantFrom('pair' as const, 'number' as const, 'account' as const),
    code,
  }),
  fc.record({ kind: fc.constant('later' as const), retryAfterMs: fc.nat(10_000_000), code }),
  fc.record({ kind: fc.constant('unknown' as const), code, detail: fc.string() }),
  fc.record({ kind: fc.constant('not_sent' as const), detail: fc.string() }),
  fc.record({ kind: fc.constantFrom('credentials' as const, 'permanent' as const, 'user_permanent' as const), code, detail: fc.string() }),
);

describe('the verdict on a send', () => {
  it('never queues again what may have gone out', () => {
    fc.assert(
      fc.property(outcomes, fc.integer({ min: 1, max: 50 }), (outcome, attempt) => {
        const { record } = judgeSend(outcome, attempt);
        if (outcome.kind === 'unknown') expect(record.kind).toBe('unknown');
        if (outcome.kind === 'accepted') expect(record.kind).toBe('sent');
        if (record.kind === 'retry') expect(['throttled', 'later', 'not_sent', 'credentials']).toContain(outcome.kind);
      }),
    );
  });

  it('keeps the order: whatever is not over holds its conversation', () => {
    fc.assert(
      fc.property(outcomes, fc.integer({ min: 1, max: 50 }), (outcome, attempt) => {
        const { record, waitMs } = judgeSend(outcome, attempt);
        expect(waitMs === undefined).toBe(record.kind === 'sent' || record.kind === 'failed');
      }),
    );
  });

  it('pauses the channel only for refused credentials, and keeps the bubble', () => {
    const verdict = judgeSend({ kind: 'credentials', code: 190, detail: 'expired' }, 1);
    expect(verdict).toMatchObject({ record: { kind: 'retry' }, channelReason: '190' });
    expect(judgeSend({ kind: 'permanent', code: 131047, detail: 'window' }, 1).channelReason).toBeUndefined();
  });

  it('waits longer at each throttle and honours the hint of the provider', () => {
    const waits = [1, 2, 3, 4].map(
      (attempt) => judgeSend({ kind: 'throttled', retryAfterMs: 0, scope: 'pair', code: 131056 }, attempt).waitMs ?? 0,
    );
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(judgeSend({ kind: 'throttled', retryAfterMs: 9_000, scope: 'pair', code: 131056 }, 1)).toMatchObject({
      waitMs: 9_000,
      holdBack: { scope: 'pair', delayMs: 9_000 },
    });
  });

  it('lets a number that is throttled rest as long, however unlucky one bubble was', () => {
    const waits = [1, 5, 20].map((attempt) => judgeSend({ kind: 'throttled', retryAfterMs: 0, scope: 'number', code: 130429 }, attempt));
    for (const { holdBack } of waits) expect(holdBack).toEqual({ scope: 'number', delayMs: waits[0]?.waitMs });
  });

  it('outlasts ten minutes in which the provider cannot be reached, ever more slowly, and asks no more than once a minute then', () => {
    const waitsMs = Array.from({ length: 29 }, (_, index) => judgeSend({ kind: 'not_sent', detail: 'refused' }, index + 1).waitMs ?? 0);
    expect(waitsMs).toEqual([...waitsMs].sort((a, b) => a - b));
    expect(waitsMs.at(-1)).toBe(60_000);
    expect(waitsMs.reduce((sum, waitMs) => sum + waitMs)).toBeGreaterThan(10 * 60_000);
  });
});
