import { status } from '@grpc/grpc-js';
import { setTimeout as wait } from 'node:timers/promises';
import type { LoggedCall } from './call-log.ts';
import type { ControlSettings } from './control-settings.ts';
import { ServiceError } from './service-error.ts';
import type { VertexState } from './vertex-state.ts';

/** The part of a gRPC server call that cancellation needs. */
interface CancellableCall {
  readonly cancelled: boolean;
  on(event: 'cancelled', listener: () => void): unknown;
}

/** How calls are made slow and made to fail. */
export type CallFaults = Pick<ControlSettings, 'latencyMs' | 'jitterMs' | 'failRate' | 'failCode'>;

/**
 * Runs one call the way the settings (or faults of its own) demand: latency first, then perhaps the injected failure, then the answer;
 * whatever happens is written into its log entry. A cancelled call stops at once.
 *
 * @returns the answer, or the error to end the call with
 */
export async function serveCall<Answer>(
  state: VertexState,
  call: CancellableCall,
  entry: LoggedCall,
  answer: (signal: AbortSignal) => Promise<Answer> | Answer,
  faults: CallFaults = state.settings,
): Promise<{ ok: true; answer: Answer } | { ok: false; error: { code: status; details: string } }> {
  const startedAt = performance.now();
  const cancellation = new AbortController();
  // The event also follows a call that was answered, when its stream is torn down.
  call.on('cancelled', () => {
    if (entry.state !== 'running') return;
    Object.assign(entry, { cancelled: true, state: 'cancelled' });
    cancellation.abort();
  });
  try {
    const { latencyMs, jitterMs, failRate, failCode } = faults;
    const delayMs = latencyMs + (jitterMs > 0 ? jitterMs * state.random() : 0);
    if (delayMs > 0) await wait(delayMs, undefined, { signal: cancellation.signal });
    if (failRate > 0 && state.random() < failRate) throw new ServiceError(failCode, `Injected failure ${status[failCode]}.`);
    const answered = await answer(cancellation.signal);
    cancellation.signal.throwIfAborted();
    entry.state = 'ok';
    return { ok: true, answer: answered };
  } catch (error) {
    const ended = errorOf(error, call.cancelled || cancellation.signal.aborted);
    entry.state = ended.code === status.CANCELLED && cancellation.signal.aborted ? 'cancelled' : 'error';
    entry.error = { code: ended.code, message: ended.details };
    Object.assign(entry, { promptTokens: 0, outputTokens: 0, totalTokens: 0 });
    return { ok: false, error: ended };
  } finally {
    entry.durationMs = Math.round(performance.now() - startedAt);
  }
}

function errorOf(error: unknown, isCancelled: boolean): { code: status; details: string } {
  if (isCancelled) return { code: status.CANCELLED, details: 'The call was cancelled by the caller.' };
  if (error instanceof ServiceError) return { code: error.code, details: error.message };
  return { code: status.INTERNAL, details: error instanceof Error ? error.message : String(error) };
}
