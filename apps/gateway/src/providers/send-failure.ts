import type { SendOutcome, ThrottleScope } from './provider.ts';

/** What a refusal says about one send, and about repeating it. The kinds are those of `SendOutcome`. */
export type FailureClass =
  | { kind: 'throttled'; retryAfterMs: number; scope: ThrottleScope }
  | { kind: 'later'; retryAfterMs: number }
  | { kind: 'unknown' }
  | { kind: 'credentials' }
  | { kind: 'permanent' }
  | { kind: 'user_permanent' };

/**
 * The class of a refusal whose error code tells nothing. Redirects (never followed), 401, 402, and a 403 without any code are about
 * the channel or its address, not about the message.
 */
export const failureByStatus = (status: number, code: number | undefined): FailureClass => {
  if (status === 429) return { kind: 'throttled', retryAfterMs: 1_000, scope: 'number' };
  if (status >= 500 || status === 408) return { kind: 'unknown' };
  const isAboutChannel = status < 400 || status === 401 || status === 402 || (status === 403 && code === undefined);
  return isAboutChannel ? { kind: 'credentials' } : { kind: 'permanent' };
};

/** The outcome of a classified refusal. The provider's own wait counts if it is longer than ours. */
export const failureOutcome = (
  failure: FailureClass,
  { code, detail, retryAfterMs = 0 }: { code: number; detail: string; retryAfterMs?: number },
): SendOutcome =>
  failure.kind === 'throttled' || failure.kind === 'later'
    ? { ...failure, code, retryAfterMs: Math.max(failure.retryAfterMs, retryAfterMs) }
    : { ...failure, code, detail };
