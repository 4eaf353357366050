import { isOpenAt, isSameClosedPeriod, ownTextFor } from '@sylion/conversation';

import type { TurnContext } from './gather-context.ts';
import type { Asked } from './turn.ts';
import { textOfTurn, voiceOf } from './voice-of.ts';

/** What an answer says besides the answer, each once: the commit that queues the answer remembers it. */
export interface Occasion {
  /** Before the first answer of a conversation. */
  readonly welcome?: string;
  /** Below the first answer of a closed period. */
  readonly closedNote?: string;
}

export function occasionOf(turn: Asked, context: Pick<TurnContext, 'history' | 'summary'>): Occasion {
  const welcome = isFirstAnswer(turn, context) ? ownTextFor('welcome', voiceOf(turn)) : undefined;
  const isNoted = turn.settings.businessHours?.outside === 'answer_with_note' && isClosed(turn) && !wasToldOfClosing(turn);
  return { ...(welcome !== undefined && { welcome }), ...(isNoted && { closedNote: textOfTurn('serviceClosed', turn) }) };
}

export const isClosed = ({ settings, inbox }: Asked): boolean =>
  settings.businessHours !== null && !isOpenAt(settings.businessHours, inbox.now);

/** Whether the person heard of this very closed period before. */
export const wasToldOfClosing = ({ settings, inbox }: Asked): boolean =>
  settings.businessHours !== null &&
  inbox.closedNotifiedAt !== null &&
  isSameClosedPeriod(settings.businessHours, inbox.closedNotifiedAt, inbox.now);

/** Conversations from before there was a welcome know each other already. */
const isFirstAnswer = ({ inbox }: Asked, { history, summary }: Pick<TurnContext, 'history' | 'summary'>): boolean =>
  inbox.welcomedAt === null && summary === null && !history.some(({ author }) => author === 'assistant' || author === 'human');
