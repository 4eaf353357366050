import { ObjectNotFound, ObjectTooLarge, PermanentStorageError, TransientStorageError } from './errors.ts';

const transientStatuses = new Set([408, 429, 500, 502, 503, 504]);

/**
 * Puts whatever the official client threw into one of our classes; our own pass through.
 *
 * @param error with an HTTP status or a network error code in `code`
 * @see https://cloud.google.com/storage/docs/retry-strategy
 */
export function toStorageError(error: unknown): Error {
  if (
    error instanceof ObjectTooLarge ||
    error instanceof ObjectNotFound ||
    error instanceof TransientStorageError ||
    error instanceof PermanentStorageError
  )
    return error;
  const message = error instanceof Error ? error.message : String(error);
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  const httpStatus = Number(code);
  if (httpStatus === 404) return new ObjectNotFound(message, { cause: error });
  if (transientStatuses.has(httpStatus)) return new TransientStorageError(String(code), message, { cause: error });
  // Network errors have names (ECONNRESET, ERR_STREAM_PREMATURE_CLOSE), answers have numbers.
  if (typeof code === 'string' && Number.isNaN(httpStatus)) return new TransientStorageError(code, message, { cause: error });
  return new PermanentStorageError(code === undefined ? 'UNKNOWN' : String(code), message, { cause: error });
}
