import { judgeLoop, type Saying } from '@sylion/conversation';

import { describeMessage } from '../prompt/describe-message.ts';
import { consentWish } from './consent-wish.ts';
import type { OpenTurn, Reply } from './turn.ts';

/**
 * Says nothing to a machine that answers whatever it is sent: one last sentence when the loop is noticed, then silence, until somebody
 * writes something else, time has passed or a human took part. A wish to opt out is heard from anybody.
 */
export function breakLoop({ inbox, settings }: OpenTurn): Reply | undefined {
  if (!settings.breaksLoops || consentWish(inbox) !== undefined) return undefined;
  const said = inbox.said
    .filter(({ part }) => part === 0)
    .map(({ author, content, at }): Saying => ({ author, text: describeMessage(content), at }));
  switch (judgeLoop({ now: inbox.now, said, quietSince: inbox.quietSince })) {
    case 'talk':
      return undefined;
    case 'fall_silent':
      return { kind: 'fixed', textKey: 'loopSuspected', reason: 'loop_suspected', calls: [] };
    case 'stay_silent':
      return { kind: 'silence', reason: 'loop_suspected', calls: [] };
  }
}
