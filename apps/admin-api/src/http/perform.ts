import { forgetUnanswered, saveRequest, type PlatformScope, type TenantScope } from '@sylion/database';

import type { AnyCall, InSteps, Route } from '../route.ts';
import type { Services } from '../services.ts';
import { sealOutcome, type IdempotentRequest, type Outcome } from './idempotency.ts';
import { preconditionFailed, requireMatch, toETag } from './preconditions.ts';
import { replay } from './replay.ts';

/** What a request asks for beyond its route. */
export interface Conditions {
  readonly ifMatch: string | undefined;
  /** Set for a POST with an `Idempotency-Key`. */
  readonly idempotent: IdempotentRequest | undefined;
}

type Scope = TenantScope | PlatformScope;

/** Longer than any request of the kind takes: a process that has not ended it by then has died. */
const leaseMs = { form: 16 * 60_000, other: 2 * 60_000 };

/** Does what a route does, once however often it is asked for it, and only to the version that the caller saw. */
export async function perform(route: Route, call: AnyCall, conditions: Conditions, services: Services): Promise<Outcome> {
  if (conditions.ifMatch !== undefined && route.method !== 'get' && !route.version)
    throw preconditionFailed('this has no version that could be named');
  return route.transact ? inOneTransaction(route, call, conditions, services) : inSteps(route, call, conditions, services);
}

async function inOneTransaction(route: Route, call: AnyCall, { ifMatch, idempotent }: Conditions, services: Services): Promise<Outcome> {
  const effects: ((services: Services) => Promise<void>)[] = [];
  const isRead = route.method === 'get';
  const outcome = await inScope(route, call, services, async (scope) => {
    const former = idempotent && (await replay(scope, idempotent, services.secretRing));
    if (former) return former;
    const before = isRead || ifMatch !== undefined ? await route.version?.(scope, call, !isRead) : undefined;
    if (!isRead) requireMatch(ifMatch, before);
    const result = await route.transact?.({ ...call, scope, afterCommit: (effect) => void effects.push(effect) }, services);
    const after = isRead ? before : route.method === 'post' ? undefined : await route.version?.(scope, call, false);
    const done = toOutcome(route, result, after);
    if (idempotent) await keep(scope, idempotent, done, services);
    return done;
  });
  for (const effect of effects)
    await effect(services).catch((error: unknown) => warn(call, services, error, 'what was to follow a commit failed'));
  return outcome;
}

async function inSteps(route: Route, call: AnyCall, { ifMatch, idempotent }: Conditions, services: Services): Promise<Outcome> {
  if (idempotent) {
    const former = await inScope(route, call, services, async (scope) => {
      const known = await replay(scope, idempotent, services.secretRing);
      if (!known) await saveRequest(scope, idempotent, { ...idempotent, leaseMs: call.form ? leaseMs.form : leaseMs.other });
      return known;
    });
    if (former) return former;
  }
  let isKept = false;
  const steps: InSteps<Scope, unknown> = {
    requireVersion: async (scope) => {
      if (ifMatch !== undefined) requireMatch(ifMatch, await route.version?.(scope, call, true));
    },
    keepAnswer: async (scope, answer) => {
      if (idempotent) await keep(scope, idempotent, toOutcome(route, answer, undefined), services);
      isKept = true;
      return answer;
    },
  };
  try {
    const outcome = toOutcome(route, await route.handle?.({ ...call, ...steps }, services), undefined);
    if (idempotent && !isKept)
      await inScope(route, call, services, (scope) => keep(scope, idempotent, outcome, services)).catch((error: unknown) =>
        warn(call, services, error, 'an answer was not kept; its repetition will be done again'),
      );
    return outcome;
  } catch (error) {
    if (idempotent)
      await inScope(route, call, services, (scope) => forgetUnanswered(scope, idempotent)).catch((forgetError: unknown) =>
        warn(call, services, forgetError, 'a request that failed is not forgotten before its lease ends'),
      );
    throw error;
  }
}

const keep = (scope: Scope, request: IdempotentRequest, outcome: Outcome, { secretRing }: Services): Promise<void> =>
  saveRequest(scope, request, { ...request, answerCiphertext: sealOutcome(secretRing, outcome, request) });

const warn = ({ tenantId, by }: AnyCall, { logger }: Services, error: unknown, words: string): void =>
  logger.warn({ error, tenantId, requestId: by.requestId }, words);

const inScope = <Result>(
  route: Route,
  { tenantId }: AnyCall,
  { database }: Services,
  work: (scope: Scope) => Promise<Result>,
): Promise<Result> => (tenantId === undefined ? database.asPlatform(route.summary, work) : database.asTenant(tenantId, work));

/** Cuts the answer to its schema. */
function toOutcome(route: Route, result: unknown, version: string | undefined): Outcome {
  if (!route.answer) return { status: route.status };
  const isUnchanged = typeof result === 'object' && result !== null && 'isUnchanged' in result && result.isUnchanged === true;
  const body = route.answer.parse(result);
  return {
    status: isUnchanged ? (route.statusWhenUnchanged ?? route.status) : route.status,
    body,
    ...(version !== undefined && { etag: toETag(version, body) }),
  };
}
