import type { JobContext } from '@sylion/queues';
import { PermanentModelError, TransientModelError } from '@sylion/vertex-client';

import type { Asked, ModelCall, Reply } from './turn.ts';

type Failed = Extract<Reply, { error: Error }>;

/**
 * What a turn makes of a failure: another try in a moment, or, where that is useless or was tried often enough, what the assistant's rules
 * say of a model that is away. An error that nobody foresaw is worth other tries, too, and no reason to leave the end user without a word.
 */
export function failedReply(turn: Asked, error: unknown, job: JobContext, calls: readonly ModelCall[]): Failed {
  const isOfModel = error instanceof PermanentModelError || error instanceof TransientModelError;
  return {
    kind: kindOf(turn, error, job),
    error: error instanceof Error ? error : new Error(String(error)),
    errorCode: isOfModel ? error.code : 'unexpected',
    calls,
  };
}

function kindOf({ settings, inbox, channelId }: Asked, error: unknown, job: JobContext): Failed['kind'] {
  const isForGood = error instanceof PermanentModelError;
  const isAway = error instanceof TransientModelError;
  const rule = channelId === null ? 'apologise' : settings.outageRules.modelOutage;
  if (rule === 'answer_later' && isAway) return job.isLastAttempt || inbox.apologisedAt !== null ? 'postponed' : 'retry';
  if (!isForGood && !job.isLastAttempt) return 'retry';
  return rule === 'hand_off' && (isForGood || isAway) ? 'relayed' : 'apology';
}
