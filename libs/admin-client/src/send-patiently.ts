import { AdminProblem } from './admin-problem.ts';

/** How long a call that came to nothing is tried again. */
export interface Patience {
  /** The first attempt included. */
  readonly attempts: number;
  /** When the API asks to be left alone for longer, the call fails at once. */
  readonly maxWaitMs: number;
  /** Waits, until the signal is aborted at most. */
  wait(durationMs: number, signal: AbortSignal | undefined): Promise<unknown>;
}

const firstWaitMs = 200;

/** Sends until there is an answer; what is refused for good, or for longer than there is patience, throws. */
export async function sendPatiently<Answer>(
  send: () => Promise<Answer>,
  { attempts, maxWaitMs, wait }: Patience,
  signal?: AbortSignal,
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      const waitMs = waitBefore(attempt + 1, error);
      if (signal?.aborted || attempt >= attempts || waitMs === undefined || waitMs > maxWaitMs) throw error;
      await wait(waitMs, signal);
    }
  }
}

/**
 * As long as the API says, or else twice as long each time, with full jitter. Undefined when it is no use to try again.
 * An error that is no problem is one of the network: no answer came, or not the whole of it.
 */
function waitBefore(attempt: number, error: unknown): number | undefined {
  const backoffMs = Math.random() * firstWaitMs * 2 ** (attempt - 1);
  if (!(error instanceof AdminProblem)) return backoffMs;
  const { status, code, retryAfterSeconds } = error;
  if (status !== 429 && status !== 503 && code !== 'request_in_progress') return undefined;
  return retryAfterSeconds === undefined ? backoffMs : retryAfterSeconds * 1_000;
}
