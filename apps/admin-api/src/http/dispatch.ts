import type { RequestHandler, Response } from 'express';

import { inSpan } from '@sylion/runtime';

import type { Route } from '../route.ts';
import { requestIdOf } from './answer-problem.ts';
import { answerFile } from './answer-file.ts';
import { answerStream, openConnection } from './answer-stream.ts';
import { authorise } from './authorise.ts';
import { checkRequest } from './check-request.ts';
import { countRequest } from './count-request.ts';
import type { AppOptions } from './create-app.ts';
import type { Identify } from './identify.ts';
import { readIdempotentRequest, type Outcome } from './idempotency.ts';
import { perform } from './perform.ts';
import { isKnown } from './preconditions.ts';
import { Problem } from './problem.ts';
import { readBody } from './read-body.ts';
import { openForm } from './receive-form.ts';
import { resolveTenant } from './resolve-tenant.ts';

/** The way of every request: who → how often → may they → in which tenant → is it well formed → do it, once → answer. */
export const dispatch =
  (route: Route, { authenticate, identify, limits, services }: AppOptions & { readonly identify: Identify }): RequestHandler =>
  async (request, response) => {
    const caller = await identify(request, response);
    await countRequest(route, caller, request, response, limits);
    authorise(caller.grant, route.permission);
    const tenantId = route.isInTenant ? await resolveTenant(caller, request.get('x-tenant-id'), services.database) : undefined;
    const form = route.fields && openForm(request, route.fields);
    if (route.fields && !route.body && !form)
      throw new Problem(415, 'unsupported_media_type', 'the body must be a form (multipart/form-data)');
    const body = form ? undefined : await readBody(request, response);
    const parts = checkRequest(form ? { ...route, body: undefined } : route, { params: request.params, query: request.query, body });
    const call = { ...parts, form, tenantId, grant: caller.grant, by: { actor: caller.actor, requestId: requestIdOf(response) } };
    if (route.file) return answerFile(response, await route.file(call, services), request.method === 'HEAD');
    if (route.stream) {
      if (request.method === 'HEAD') return void response.setHeader('content-type', route.stream.mediaType).status(200).end();
      const connection = openConnection(request, response, async () =>
        authorise((await authenticate(request.get('authorization'))).grant, route.permission),
      );
      return answerStream(response, route.stream, await route.stream.open({ ...call, connection }, services));
    }
    const asked = { caller, tenantId, method: request.method, url: request.originalUrl, params: parts.params, body };
    const idempotent = route.method === 'post' ? readIdempotentRequest(request.get('idempotency-key'), asked) : undefined;
    try {
      const outcome = await inSpan(
        `${route.method.toUpperCase()} ${route.path}`,
        { role: 'server', attributes: () => ({ 'sylion.tenant_id': tenantId }) },
        () => perform(route, call, { ifMatch: request.get('if-match'), idempotent }, services),
      );
      send(response, outcome, route.method === 'get' ? request.get('if-none-match') : undefined);
    } finally {
      await form?.discard();
    }
  };

function send(response: Response, { status, body, etag, isReplayed }: Outcome, ifNoneMatch: string | undefined): void {
  if (etag !== undefined) response.setHeader('etag', etag);
  if (isReplayed) response.setHeader('idempotent-replayed', 'true');
  if (etag !== undefined && isKnown(ifNoneMatch, etag)) response.status(304).end();
  else if (body === undefined) response.status(status).end();
  else response.status(status).json(body);
}
