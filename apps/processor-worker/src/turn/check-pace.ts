import { admitTurn } from '@sylion/database';

import type { TurnDependencies } from './handle-turn.ts';
import type { Reply, Turn } from './turn.ts';

const toldAgainAfterMs = 60 * 60_000;

/** Holds back an end user who was answered often enough for now: one sentence an hour says so, and the model is not asked. */
export async function checkPace(turn: Turn, { database }: Pick<TurnDependencies, 'database'>): Promise<Reply | undefined> {
  const { tenantId, turnId, inbox } = turn;
  const { endUserId, rateNotifiedAt, now } = inbox;
  const limits = turn.settings.endUserLimits;
  if (Object.values(limits).every((limit) => limit === null)) return undefined;
  if (await database.asTenant(tenantId, (scope) => admitTurn(scope, { turnId, endUserId, limits }))) return undefined;
  const wasTold = rateNotifiedAt !== null && now.getTime() - rateNotifiedAt.getTime() < toldAgainAfterMs;
  return wasTold
    ? { kind: 'silence', reason: 'rate_limited', calls: [] }
    : { kind: 'fixed', textKey: 'tooManyMessages', reason: 'rate_limited', calls: [] };
}
