import type { RequestListener } from 'node:http';

import express, { type Router } from 'express';

import { authorise } from '../http/authorise.ts';
import type { Identify } from '../http/identify.ts';
import { Problem } from '../http/problem.ts';

export const queueDeskPath = '/queues';

/** Nothing but the desk's own files, and in no frame; its pages bring styles of their own. */
const contentSecurityPolicy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

/**
 * The queue desk for the platform operator's browser, which asks for a name and a password: any name, and the platform's key. Its tries
 * are counted like those of any key. A browser sends what it was once told along with every request, whoever made it do so: so only
 * looking is possible here.
 */
export function queueDeskRoutes(answer: RequestListener, identify: Identify): Router {
  const router = express.Router();
  router.use(queueDeskPath, async (request, response, next) => {
    request.headers.authorization = toBearer(request.headers.authorization);
    try {
      authorise((await identify(request, response)).grant, { role: 'platform' });
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error;
      response
        .setHeader('www-authenticate', 'Basic realm="queues", charset="UTF-8"')
        .status(401)
        .type('text/plain')
        .send('the platform’s key');
      return;
    }
    if (!['GET', 'HEAD'].includes(request.method)) throw new Problem(405, 'method_not_allowed', 'the queue desk is to look at');
    response.setHeader('content-security-policy', contentSecurityPolicy);
    next();
  });
  router.use(queueDeskPath, answer);
  return router;
}

/** A browser's `Basic` as the `Bearer` that it stands for; anything else as it is. */
function toBearer(authorization: string | undefined): string | undefined {
  const credentials = /^Basic +([\w+/=]{1,8192})$/i.exec(authorization ?? '')?.[1];
  if (credentials === undefined) return authorization;
  const [, password = ''] = /^[^:]*:(.*)$/s.exec(Buffer.from(credentials, 'base64').toString()) ?? [];
  return `Bearer ${password}`;
}
