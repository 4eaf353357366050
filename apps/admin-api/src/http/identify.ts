import { createHash } from 'node:crypto';

import type { Request, Response } from 'express';

import type { Attempt, AttemptOutcome } from '@sylion/queues';

import { addressRange } from '../identity/address-range.ts';
import type { Authenticate, Caller } from '../identity/authenticate.ts';
import { whileCounted, type Limits } from './limits.ts';
import { Problem } from './problem.ts';
import { tellBudget } from './tell-budget.ts';

export type Identify = (request: Request, response: Response) => Promise<Caller>;

/**
 * Tells who sends a request, as often as its address may be wrong about that.
 * @throws {Problem} 429 when the address has to wait; what `authenticate` throws
 */
export function createIdentify(authenticate: Authenticate, limits: Limits): Identify {
  const refusals = limits.budgets.refusals;
  /** Of the bearers that are new from their addresses: a page that opens with twenty requests proves its token once, not twenty times. */
  const trials = new Map<string, Promise<unknown>>();

  const judge = async (authorization: string, attempt: Attempt, response: Response): Promise<Caller> => {
    const begun = await whileCounted(limits, () => limits.attempts.begin(attempt));
    if (begun?.state && begun.state.waitMs > 0) {
      limits.onLimited(refusals.kind);
      tellBudget(response, refusals, begun.state);
    }
    const end = async (outcome: AttemptOutcome): Promise<void> => {
      if (begun) await whileCounted(limits, () => limits.attempts.end(attempt, begun.isKnown, outcome));
    };
    try {
      const caller = await authenticate(authorization);
      await end('proven');
      return caller;
    } catch (error) {
      const outcome = outcomeOf(error);
      await end(outcome);
      if (outcome === 'refused') tellBudget(response, refusals, begun?.state);
      throw error;
    }
  };

  return async (request, response) => {
    const authorization = request.get('authorization');
    if (authorization === undefined) return authenticate(undefined);
    const attempt = { address: addressRange(request.ip), bearerHash: createHash('sha256').update(authorization).digest('base64url') };
    const name = `${attempt.address} ${attempt.bearerHash}`;
    const trial = trials.get(name);
    await trial?.catch(() => undefined);
    const judged = judge(authorization, attempt, response);
    if (!trials.has(name)) {
      trials.set(name, judged);
      void judged.catch(() => undefined).finally(() => trials.delete(name));
    }
    return judged;
  };
}

/** A tenant that is suspended (403) has a genuine key; what cannot be judged now (5xx) says nothing. */
function outcomeOf(error: unknown): AttemptOutcome {
  if (!(error instanceof Problem)) return 'unjudged';
  if (error.status === 401) return 'refused';
  return error.status === 403 ? 'proven' : 'unjudged';
}
