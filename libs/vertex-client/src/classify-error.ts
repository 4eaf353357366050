/** What to do about a failed attempt. */
export interface ClassifiedError {
  /**
   * - `transient`: try again, then another model
   * - `model_unavailable`: this model will not answer, another one may
   * - `permanent`: no model will answer this request
   * - `cancelled`: the caller does not want the answer any more
   */
  verdict: 'transient' | 'model_unavailable' | 'permanent' | 'cancelled';
  /** gRPC status name. */
  code: string;
}

/** https://grpc.github.io/grpc/core/md_doc_statuscodes.html, by number. */
const statusNames = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
];
const transientCodes = new Set(['DEADLINE_EXCEEDED', 'RESOURCE_EXHAUSTED', 'ABORTED', 'INTERNAL', 'UNAVAILABLE']);

/**
 * @param error whatever the official client threw; only its numeric gRPC `code` is looked at
 * @param isAborted whether the caller's signal had fired
 */
export function classifyError(error: unknown, isAborted: boolean): ClassifiedError {
  const number = typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'number' ? error.code : undefined;
  const code = statusName(number ?? 2);
  if (isAborted) return { verdict: 'cancelled', code: 'CANCELLED' };
  if (code === 'NOT_FOUND') return { verdict: 'model_unavailable', code };
  // CANCELLED without our asking is the far side giving up (HTTP 499).
  if (transientCodes.has(code) || code === 'CANCELLED') return { verdict: 'transient', code };
  return { verdict: 'permanent', code };
}

/** @param number a gRPC status number, as errors and `google.rpc.Status` carry it */
export function statusName(number: number): string {
  return statusNames[number] ?? 'UNKNOWN';
}
