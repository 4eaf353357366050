import type { ErrorRequestHandler } from 'express';
import { GraphError } from './graph-error.ts';

/** Every failure leaves as Meta's error JSON: ours by their code, an unreadable body as 100, anything else as 131000. */
export const answerGraphErrors: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  const failure = asGraphError(error);
  response.status(failure.httpStatus).json(failure.toBody());
};

function asGraphError(error: unknown): GraphError {
  if (error instanceof GraphError) return error;
  if (error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500) {
    return new GraphError(100, error.message);
  }
  return new GraphError(131000, error instanceof Error ? error.message : String(error));
}
