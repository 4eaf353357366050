import { noteOutage, noteQuiet, type TenantScope } from '@sylion/database';

import { retryInMs } from './retry-in-ms.ts';
import type { Reply, Turn } from './turn.ts';

/** Remembers what holds the assistant back in this conversation from now on, and forgets what an answer ends; part of a turn's commit. */
export async function noteRestraint(scope: TenantScope, turn: Turn, reply: Reply): Promise<void> {
  const { conversationId, turnId, inbox } = turn;
  switch (reply.kind) {
    case 'fixed':
      if (reply.reason === 'loop_suspected') await noteQuiet(scope, { conversationId, turnId, isQuiet: true, reason: reply.reason });
      return;
    case 'answer':
      if (inbox.quietSince !== null) await noteQuiet(scope, { conversationId, turnId, isQuiet: false, reason: 'answered_again' });
      if (inbox.apologisedAt !== null || inbox.answerNotBefore !== null) await noteOutage(scope, conversationId, {});
      return;
    case 'apology':
      if (!wasToldOfOutage(turn)) await noteOutage(scope, conversationId, { isTold: true });
      return;
    case 'postponed':
      await noteOutage(scope, conversationId, { isTold: !wasToldOfOutage(turn), retryInMs: retryInMs(turn) });
  }
}

/** Whether `noteRestraint` may have something to remember or to forget. */
export function isRestrained({ inbox }: Turn, reply: Reply): boolean {
  if (reply.kind === 'answer') return inbox.quietSince !== null || inbox.apologisedAt !== null || inbox.answerNotBefore !== null;
  return reply.kind === 'apology' || reply.kind === 'postponed' || (reply.kind === 'fixed' && reply.reason === 'loop_suspected');
}

/** An outage is apologised for once, and again if it is still there after an hour. */
export const wasToldOfOutage = ({ inbox: { apologisedAt, now } }: Turn): boolean =>
  apologisedAt !== null && now.getTime() - apologisedAt.getTime() < 60 * 60_000;
