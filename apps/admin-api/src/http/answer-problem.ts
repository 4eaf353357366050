import { randomUUID } from 'node:crypto';

import type { ErrorRequestHandler, RequestHandler, Response } from 'express';

import type { Logger } from '@sylion/runtime';

import type { AppOptions } from './create-app.ts';
import { toProblem } from './to-problem.ts';

/** Gives every request its id (the caller's own `X-Request-Id`, or a new one) and logs and counts its answer. */
export const noteRequest =
  ({ logger, onRequest }: Pick<AppOptions, 'logger' | 'onRequest'>): RequestHandler =>
  (request, response, next) => {
    const startedAt = performance.now();
    const given = request.get('x-request-id');
    const requestId = given !== undefined && /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID();
    response.locals['requestId'] = requestId;
    response.setHeader('x-request-id', requestId).setHeader('cache-control', 'no-store');
    // Not `finish`: a stream ends when its caller goes.
    response.on('close', () => {
      const seconds = (performance.now() - startedAt) / 1_000;
      const route = request.route === undefined ? 'none' : `${request.method} ${String((request.route as { path: string }).path)}`;
      onRequest(route, response.statusCode, seconds);
      logger.info({ requestId, route, status: response.statusCode, ms: Math.round(seconds * 1_000) }, 'request');
    });
    next();
  };

export const requestIdOf = (response: Response): string => String(response.locals['requestId']);

/** Turns every error into problem details; what we did not expect is logged with its stack and told without it. */
export const answerProblem =
  (logger: Logger): ErrorRequestHandler =>
  (error: unknown, _request, response, _next) => {
    const problem = toProblem(error);
    if (problem.status === 500) logger.error({ error, requestId: requestIdOf(response) }, 'a request failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (problem.status === 401) response.setHeader('www-authenticate', 'Bearer');
    const isPassing = [429, 503].includes(problem.status) || problem.code === 'request_in_progress';
    if (isPassing && !response.hasHeader('retry-after')) response.setHeader('retry-after', '1');
    if (problem.status === 408 || problem.status === 413) response.setHeader('connection', 'close');
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem.toDetails()));
  };
