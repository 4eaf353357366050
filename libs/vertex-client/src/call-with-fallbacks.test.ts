import fc from 'fast-check';
import { backoffDelayMs } from './backoff-delay.ts';
import { callWithFallbacks, type CallPolicy } from './call-with-fallbacks.ts';
import { classifyError } from './classify-error.ts';
import { ModelCallCancelled, PermanentModelError, TransientModelError } from './errors.ts';

const grpcError = (code: number) => Object.assign(new Error('failed'), { code });
const [unavailable, notFound, invalid, exhausted] = [14, 5, 3, 8].map(grpcError);
const policy = (changes: Partial<CallPolicy> = {}): CallPolicy => ({
  choices: [{ model: 'first' }, { model: 'second' }],
  timeoutMs: 5_000,
  signal: undefined,
  backoff: { baseMs: 10, maximumMs: 20 },
  random: () => 0,
  onFailure: () => {},
  ...changes,
});
/** Plays the outcomes in order and notes which model was asked. */
const playing = (outcomes: unknown[]) => {
  const asked: string[] = [];
  const attempt = async (choice: { model: string }) => {
    asked.push(choice.model);
    const outcome = outcomes.shift();
    if (outcome instanceof Error) throw outcome;
    return outcome;
  };
  return { asked, attempt };
};

it('retries a transient failure twice, then asks the next model', async () => {
  const { asked, attempt } = playing([unavailable, exhausted, unavailable, 'answer']);
  await expect(callWithFallbacks(policy(), attempt)).resolves.toEqual({ answer: 'answer', choice: { model: 'second' }, attempts: 4 });
  expect(asked).toEqual(['first', 'first', 'first', 'second']);
});

it('asks a model that does not exist only once', async () => {
  const { asked, attempt } = playing([notFound, 'answer']);
  await callWithFallbacks(policy(), attempt);
  expect(asked).toEqual(['first', 'second']);
});

it('does not repeat a request that is wrong', async () => {
  const { asked, attempt } = playing([invalid]);
  await expect(callWithFallbacks(policy(), attempt)).rejects.toThrow(
    expect.objectContaining({ name: 'PermanentModelError', code: 'INVALID_ARGUMENT', attempts: 1 }),
  );
  expect(asked).toEqual(['first']);
});

it('gives up after every model had its retries, with the last code', async () => {
  const { asked, attempt } = playing(new Array<unknown>(6).fill(exhausted));
  const error: unknown = await callWithFallbacks(policy(), attempt).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TransientModelError);
  expect(error).toMatchObject({ code: 'RESOURCE_EXHAUSTED', attempts: 6 });
  expect(asked).toHaveLength(6);
});

it('gives no attempt more than its share of the budget, and starts none after it', async () => {
  const bounds: number[] = [];
  const error: unknown = await callWithFallbacks(policy({ timeoutMs: 60 }), async (_choice, { timeoutMs }) => {
    bounds.push(timeoutMs);
    const until = performance.now() + timeoutMs;
    while (performance.now() < until);
    throw grpcError(4);
  }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'TransientModelError', code: 'DEADLINE_EXCEEDED' });
  expect(bounds[0]).toBeLessThanOrEqual(36);
  expect(bounds.reduce((total, bound) => total + bound, 0)).toBeLessThanOrEqual(60 + bounds.length);
});

it('stops while it waits to retry when the caller gives up', async () => {
  const controller = new AbortController();
  const { asked, attempt } = playing([unavailable]);
  const call = callWithFallbacks(
    policy({
      signal: controller.signal,
      random: () => 0.99,
      backoff: { baseMs: 60_000, maximumMs: 60_000 },
      onFailure: () => setImmediate(() => controller.abort()),
    }),
    attempt,
  );
  await expect(call).rejects.toBeInstanceOf(ModelCallCancelled);
  expect(asked).toEqual(['first']);
});

it('passes a permanent error of ours on as it is', async () => {
  const own = new PermanentModelError('MALFORMED_RESPONSE', 'no vector');
  await expect(callWithFallbacks(policy(), playing([own]).attempt)).rejects.toBe(own);
});

describe('backoffDelayMs', () => {
  it('stays between nothing and the capped, doubled base', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (retry, random) => {
        const delayMs = backoffDelayMs(retry, { baseMs: 1_000, maximumMs: 8_000 }, random);
        expect(delayMs).toBeGreaterThanOrEqual(0);
        expect(delayMs).toBeLessThan(Math.min(8_000, 1_000 * 2 ** retry));
      }),
    );
  });
});

describe('classifyError', () => {
  it.each([
    [14, 'transient', 'UNAVAILABLE'],
    [8, 'transient', 'RESOURCE_EXHAUSTED'],
    [13, 'transient', 'INTERNAL'],
    [4, 'transient', 'DEADLINE_EXCEEDED'],
    [1, 'transient', 'CANCELLED'],
    [5, 'model_unavailable', 'NOT_FOUND'],
    [3, 'permanent', 'INVALID_ARGUMENT'],
    [7, 'permanent', 'PERMISSION_DENIED'],
    [16, 'permanent', 'UNAUTHENTICATED'],
    [99, 'permanent', 'UNKNOWN'],
  ])('calls gRPC status %i %s', (number, verdict, code) => {
    expect(classifyError(grpcError(number), false)).toEqual({ verdict, code });
  });

  it.each([[new Error('x')], [undefined], ['text'], [{ code: 'ENOTFOUND' }]])('calls %p permanent', (error) => {
    expect(classifyError(error, false)).toEqual({ verdict: 'permanent', code: 'UNKNOWN' });
  });

  it('calls anything cancelled after the caller gave up', () => {
    expect(classifyError(unavailable, true).verdict).toBe('cancelled');
  });
});
