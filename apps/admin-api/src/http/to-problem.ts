import { AlreadyExists, DatabaseUnavailable } from '@sylion/database';
import { InvalidCursor } from '@sylion/schemas';
import { TransientStorageError } from '@sylion/storage';
import { PermanentModelError, TransientModelError } from '@sylion/vertex-client';

import { conflict, Problem } from './problem.ts';

/** What a caller is told of an error. Nothing of an error that is not ours gets through but its status. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof DatabaseUnavailable) return new Problem(503, error.code, 'the database cannot be reached; try again');
  if (error instanceof InvalidCursor) return new Problem(400, error.code, 'cursor: is none of this list');
  if (error instanceof AlreadyExists) return conflict(error.code, 'something with the same key exists already');
  if (error instanceof TransientStorageError)
    return new Problem(503, 'storage_unavailable', 'the object store cannot be reached; try again');
  if (error instanceof TransientModelError) return new Problem(503, 'model_unavailable', 'the model does not answer now; try again');
  if (error instanceof PermanentModelError) return new Problem(502, 'model_failed', 'the model refuses what it was asked');
  const status = statusOf(error);
  if (status === 413) return new Problem(413, 'body_too_large', 'the body may have at most 1 MB');
  if (status === 415) return new Problem(415, 'unsupported_media_type', 'the body must be JSON in UTF-8');
  if (status !== undefined) return new Problem(400, 'invalid_request', 'the request cannot be read');
  return new Problem(500, 'internal_error', 'something went wrong on our side');
}

/** The 4xx that express and its body parser put on their errors. */
function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('status' in error) || typeof error.status !== 'number') return undefined;
  return error.status >= 400 && error.status < 500 ? error.status : undefined;
}
