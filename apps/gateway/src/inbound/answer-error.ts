import type { ErrorRequestHandler, RequestHandler } from 'express';

import type { Logger } from '@sylion/runtime';

const problem = (status: number, code: string): string => JSON.stringify({ title: code, status, code });

/** Whatever a route did not foresee: a code for the caller, the error for the log, never a stack trace over the wire. */
export const answerError =
  (logger: Logger): ErrorRequestHandler =>
  (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const isCallersFault = error instanceof URIError;
    if (!isCallersFault) logger.error({ error }, 'a request failed');
    response
      .status(isCallersFault ? 400 : 500)
      .type('application/problem+json')
      .send(isCallersFault ? problem(400, 'bad_url') : problem(500, 'internal'));
  };

export const answerUnknownPath: RequestHandler = (_request, response) =>
  void response.status(404).type('application/problem+json').send(problem(404, 'not_found'));
