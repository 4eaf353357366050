import type { Response } from 'express';

import type { Budget, BudgetState } from '@sylion/queues';

import { Problem } from './problem.ts';

/**
 * Tells a caller its budget and how it stands (draft-ietf-httpapi-ratelimit-headers-10): `q` requests in `w` seconds; `r` are left, and
 * in `t` seconds all of them are there again. Without a state, when nobody could count, only what the budget is.
 * @throws {Problem} 429 with `Retry-After` when nothing is left
 */
export function tellBudget(response: Response, { kind, perMinute }: Budget, state: BudgetState | undefined): void {
  response.setHeader('ratelimit-policy', `"${kind}";q=${perMinute};w=60`);
  if (!state) return;
  response.setHeader('ratelimit', `"${kind}";r=${state.remaining};t=${toSeconds(state.wholeInMs)}`);
  if (state.waitMs === 0) return;
  response.setHeader('retry-after', String(toSeconds(state.waitMs)));
  throw new Problem(429, 'rate_limited', `at most ${perMinute} ${kind} a minute; the header Retry-After says when there is one again`);
}

const toSeconds = (ms: number): number => Math.ceil(ms / 1_000);
