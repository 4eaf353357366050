import { createHash } from 'node:crypto';

import type { Request, Response } from 'express';

import type { Caller } from '../identity/authenticate.ts';
import type { Route } from '../route.ts';
import { whileCounted, type Limits, type RequestKind } from './limits.ts';
import { tellBudget } from './tell-budget.ts';

/**
 * Takes a request from its caller's budget, and tells the caller of it in the headers of every answer.
 * @throws {Problem} 429 when the caller has to wait
 */
export async function countRequest(route: Route, caller: Caller, request: Request, response: Response, limits: Limits): Promise<void> {
  const budget = limits.budgets[kindOf(route, request)];
  const counted = { tenantId: caller.tenantId, callerId: callerIdOf(caller) };
  const state = await whileCounted(limits, () => limits.rates.take(counted, budget));
  if (state && state.waitMs > 0) limits.onLimited(budget.kind);
  tellBudget(response, budget, state);
}

function kindOf(route: Route, request: Request): RequestKind {
  if (route.fields && request.is('multipart/form-data')) return 'uploads';
  return route.method === 'get' ? 'reads' : 'writes';
}

/** A user's id is what an identity provider calls a person: it stands hashed in Redis. */
function callerIdOf({ actor: { kind, id = kind } }: Caller): string {
  return kind === 'user' ? createHash('sha256').update(id).digest('base64url') : id;
}
