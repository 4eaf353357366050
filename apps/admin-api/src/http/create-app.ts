import type { RequestListener } from 'node:http';

import express, { type Express } from 'express';
import helmet from 'helmet';

import type { Logger } from '@sylion/runtime';

import { docsRoutes } from '../openapi/docs-routes.ts';
import { queueDeskRoutes } from '../queue-desk/queue-desk-routes.ts';
import type { Route } from '../route.ts';
import type { Services } from '../services.ts';
import type { Authenticate } from '../identity/authenticate.ts';
import { answerProblem, noteRequest } from './answer-problem.ts';
import { dispatch } from './dispatch.ts';
import { createIdentify } from './identify.ts';
import type { Limits } from './limits.ts';
import { Problem } from './problem.ts';

export interface AppOptions {
  readonly routes: readonly Route[];
  readonly authenticate: Authenticate;
  readonly limits: Limits;
  /** Whose `X-Forwarded-For` is believed; nobody's otherwise. */
  readonly trustedProxies: readonly string[];
  readonly services: Services;
  /** The pages on which the platform operator looks at the queues. */
  readonly queueDesk: RequestListener;
  readonly logger: Logger;
  readonly onRequest: (route: string, status: number, seconds: number) => void;
}

/** The routes as an express app: health and documentation for everybody, the rest for those with a key. */
export function createApp(options: AppOptions): Express {
  const app = express()
    .disable('x-powered-by')
    .disable('etag')
    .set('query parser', 'simple')
    .set('trust proxy', [...options.trustedProxies]);
  const identify = createIdentify(options.authenticate, options.limits);
  app.use(helmet());
  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  app.use(noteRequest(options));
  app.use(docsRoutes(options.routes));
  app.use(queueDeskRoutes(options.queueDesk, identify));
  for (const route of options.routes) app[route.method](toExpressPath(route.path), dispatch(route, { ...options, identify }));
  for (const path of new Set(options.routes.map((route) => route.path))) {
    const allowed = options.routes
      .filter((route) => route.path === path)
      .map(({ method }) => (method === 'get' ? 'GET, HEAD' : method.toUpperCase()))
      .join(', ');
    app.all(toExpressPath(path), (request, response) => {
      response.setHeader('allow', allowed);
      throw new Problem(405, 'method_not_allowed', `${request.method} is not possible here`);
    });
  }
  app.use(() => {
    throw new Problem(404, 'route_not_found', 'there is no such route; /docs lists them');
  });
  app.use(answerProblem(options.logger));
  return app;
}

const toExpressPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');
