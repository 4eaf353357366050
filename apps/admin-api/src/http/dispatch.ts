import type { RequestHandler } from 'express';

import { inSpan } from '@sylion/runtime';

import type { Route } from '../route.ts';
import { requestIdOf } from './answer-problem.ts';
import { authorise } from './authorise.ts';
import { checkRequest } from './check-request.ts';
import type { AppOptions } from './create-app.ts';
import { Problem } from './problem.ts';
import { readBody } from './read-body.ts';
import { openForm } from './receive-form.ts';
import { resolveTenant } from './resolve-tenant.ts';

/** The way of every request: who → may they → in which tenant → is it well formed → do it → cut the answer to its schema. */
export const dispatch =
  (route: Route, { authenticate, services }: AppOptions): RequestHandler =>
  async (request, response) => {
    const caller = await authenticate(request.get('authorization'));
    authorise(caller.grant, route.permission);
    const tenantId = route.isInTenant ? await resolveTenant(caller, request.get('x-tenant-id'), services.database) : undefined;
    const form = route.fields && openForm(request, route.fields);
    if (route.fields && !route.body && !form)
      throw new Problem(415, 'unsupported_media_type', 'the body must be a form (multipart/form-data)');
    const body = form ? undefined : await readBody(request, response);
    const call = checkRequest(form ? { ...route, body: undefined } : route, { params: request.params, query: request.query, body });
    const by = { actor: caller.actor, requestId: requestIdOf(response) };
    const result = await inSpan(`${route.method.toUpperCase()} ${route.path}`, { attributes: { 'sylion.tenant_id': tenantId } }, () =>
      route.handle({ ...call, form, by, grant: caller.grant, tenantId }, services),
    );
    if (route.answer === undefined) response.status(route.status).end();
    else response.status(statusOf(route, result)).json(route.answer.parse(result));
  };

function statusOf({ status, statusWhenUnchanged }: Route, result: unknown): number {
  const isUnchanged = typeof result === 'object' && result !== null && 'isUnchanged' in result && result.isUnchanged === true;
  return isUnchanged ? (statusWhenUnchanged ?? status) : status;
}
