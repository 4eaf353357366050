import { backoffDelayMs, type Backoff } from './backoff-delay.ts';
import { classifyError } from './classify-error.ts';
import { ModelCallCancelled, PermanentModelError, TransientModelError } from './errors.ts';
import type { ModelChoice } from './model-table.ts';
import type { CallBounds } from './open-clients.ts';
import { pause } from './pause.ts';

const maximumRetries = 2;
/** An attempt may use this share of what is left of the budget, so that one that hangs leaves time for another. */
const attemptShare = 0.6;

export interface CallPolicy {
  choices: [ModelChoice, ...ModelChoice[]];
  timeoutMs: number;
  signal: AbortSignal | undefined;
  backoff: Backoff;
  random: () => number;
  /** Told of every attempt that failed and will be followed by another. */
  onFailure: (failure: { model: string; code: string; attempt: number; message: string }) => void;
}

export type Attempt<Answer> = (choice: ModelChoice, bounds: CallBounds) => Promise<Answer>;

/**
 * The one owner of retries: each model gets up to two of them for transient failures, then the next model is asked,
 * until the budget is spent. A model that does not exist is not asked again.
 *
 * @throws {TransientModelError | PermanentModelError | ModelCallCancelled} with the code of the last attempt
 */
export async function callWithFallbacks<Answer>(
  policy: CallPolicy,
  attempt: Attempt<Answer>,
): Promise<{ answer: Answer; choice: ModelChoice; attempts: number }> {
  const deadline = performance.now() + policy.timeoutMs;
  let attempts = 0;
  let last: { verdict: string; code: string; error: unknown } | undefined;
  for (const choice of policy.choices) {
    for (let retry = 0; retry <= maximumRetries; retry++) {
      if (retry > 0) await pause(backoffDelayMs(retry - 1, policy.backoff, policy.random()), policy.signal, attempts);
      if (policy.signal?.aborted) throw new ModelCallCancelled(attempts);
      const remainingMs = deadline - performance.now();
      if (remainingMs < 1) throw errorOf(last ?? { verdict: 'transient', code: 'DEADLINE_EXCEEDED', error: undefined }, attempts);
      attempts += 1;
      try {
        const answer = await attempt(choice, { timeoutMs: Math.ceil(remainingMs * attemptShare), signal: policy.signal });
        return { answer, choice, attempts };
      } catch (error) {
        last = { ...classifyError(error, policy.signal?.aborted ?? false), error };
        if (last.verdict === 'cancelled') throw new ModelCallCancelled(attempts, { cause: error });
        if (last.verdict === 'permanent') throw errorOf(last, attempts);
        policy.onFailure({ model: choice.model, code: last.code, attempt: attempts, message: messageOf(error) });
        if (last.verdict === 'model_unavailable') break;
      }
    }
  }
  throw errorOf(last ?? { verdict: 'permanent', code: 'UNKNOWN', error: undefined }, attempts);
}

function errorOf(failure: { verdict: string; code: string; error: unknown }, attempts: number): Error {
  if (failure.error instanceof PermanentModelError) return failure.error;
  const ErrorClass = failure.verdict === 'transient' ? TransientModelError : PermanentModelError;
  return new ErrorClass(failure.code, `${failure.code}: ${messageOf(failure.error) || 'the time for the model call is spent'}`, attempts, {
    cause: failure.error,
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}
