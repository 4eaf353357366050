import { judgeLoop, type Saying } from '@sylion/conversation';
import { readExchange } from '@sylion/database';

import { describeMessage } from '../prompt/describe-message.ts';
import { consentWish } from './consent-wish.ts';
import type { TurnDependencies } from './handle-turn.ts';
import type { Reply, Turn } from './turn.ts';

const exchangeLimit = 80;

/**
 * Says nothing to a machine that answers whatever it is sent: one last sentence when the loop is noticed, then silence, until somebody
 * writes something else, time has passed or a human took part. A wish to opt out is heard from anybody.
 */
export async function breakLoop(turn: Turn, { database }: Pick<TurnDependencies, 'database'>): Promise<Reply | undefined> {
  const { inbox, settings, conversationId, throughSeq } = turn;
  if (!settings.breaksLoops || consentWish(inbox) !== undefined) return undefined;
  const rows = await database.asTenant(turn.tenantId, (scope) => readExchange(scope, { conversationId, throughSeq, limit: exchangeLimit }));
  const said = rows.map(({ author, content, at }): Saying => ({ author, text: describeMessage(content), at }));
  switch (judgeLoop({ now: inbox.now, said, quietSince: inbox.quietSince })) {
    case 'talk':
      return undefined;
    case 'fall_silent':
      return { kind: 'fixed', textKey: 'loopSuspected', reason: 'loop_suspected', calls: [] };
    case 'stay_silent':
      return { kind: 'silence', reason: 'loop_suspected', calls: [] };
  }
}
