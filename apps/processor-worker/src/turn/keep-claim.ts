import { extendClaim } from '@sylion/database';
import { outgoingMessages } from '@sylion/schemas';

import { leaseMs } from './claim-turn.ts';
import type { TurnDependencies } from './handle-turn.ts';
import type { Turn } from './turn.ts';

/** Why a draft is thrown away while the model still thinks. */
export type Interruption = 'claim_lost' | 'epoch_changed' | 'newer_messages';

export interface ClaimKeeper {
  /** Aborted, with an `Interruption` as its reason, as soon as the draft is worth nothing any more. */
  readonly signal: AbortSignal;
  stop(): Promise<void>;
}

const heartbeatMs = 1_000;
const typingMs = 20_000;

/** Shows every second that this worker lives, and watches what would make its draft obsolete. Keeps the typing indicator alive. */
export function keepClaim(turn: Turn, { database, queues, logger }: Pick<TurnDependencies, 'database' | 'queues' | 'logger'>): ClaimKeeper {
  const interruption = new AbortController();
  let lastTypingAt = 0;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let running: Promise<void> = Promise.resolve();

  const nudgeTyping = async (): Promise<void> => {
    if (Date.now() - lastTypingAt < typingMs) return;
    lastTypingAt = Date.now();
    await queues
      .publish(outgoingMessages, { version: 1, tenantId: turn.tenantId, conversationId: turn.conversationId })
      .catch((error: unknown) => logger.debug({ error }, 'typing was not nudged'));
  };
  const beat = async (): Promise<void> => {
    try {
      const view = await database.callAsTenant(turn.tenantId, (scope) =>
        extendClaim(scope, { conversationId: turn.conversationId, claim: turn.claim, leaseMs }),
      );
      if (!view) interruption.abort('claim_lost' satisfies Interruption);
      else if (view.epoch !== turn.epoch) interruption.abort('epoch_changed' satisfies Interruption);
      else if (view.lastInboundSeq > turn.throughSeq && !turn.isFinal) interruption.abort('newer_messages' satisfies Interruption);
    } catch (error) {
      logger.warn({ error, tenantId: turn.tenantId, turnId: turn.turnId }, 'a heartbeat failed'); // the commit's fence decides, not we
    }
    await nudgeTyping();
    if (!isStopped && !interruption.signal.aborted) timer = setTimeout(begin, heartbeatMs);
  };
  const begin = (): void => {
    running = beat();
  };

  running = nudgeTyping();
  timer = setTimeout(begin, heartbeatMs);
  return {
    signal: interruption.signal,
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
