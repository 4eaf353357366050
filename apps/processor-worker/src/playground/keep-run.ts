import { extendPlaygroundClaim } from '@sylion/database';

import { leaseMs } from '../turn/claim-turn.ts';
import type { TurnDependencies } from '../turn/handle-turn.ts';
import type { ClaimKeeper, Interruption } from '../turn/keep-claim.ts';
import type { Asked } from '../turn/turn.ts';

const heartbeatMs = 1_000;

/** Shows every second that this worker lives, so that nobody ends its run as interrupted. */
export function keepRun({ tenantId, turnId }: Asked, { database, logger }: Pick<TurnDependencies, 'database' | 'logger'>): ClaimKeeper {
  const interruption = new AbortController();
  let isStopped = false;
  const beat = async (): Promise<void> => {
    try {
      const isOurs = await database.asTenant(tenantId, (scope) => extendPlaygroundClaim(scope, { runId: turnId, leaseMs }));
      if (!isOurs) interruption.abort('claim_lost' satisfies Interruption);
    } catch (error) {
      logger.warn({ error, tenantId, turnId }, 'a heartbeat failed'); // whoever ended the run meanwhile is found at its end
    }
  };
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(() => (isStopped || interruption.signal.aborted ? undefined : beat()));
  }, heartbeatMs);
  return {
    signal: interruption.signal,
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
