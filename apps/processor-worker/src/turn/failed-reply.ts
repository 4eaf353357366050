import type { JobContext } from '@sylion/queues';
import { PermanentModelError, TransientModelError } from '@sylion/vertex-client';

import type { ModelCall, Reply } from './turn.ts';

/**
 * What a turn makes of a failure: another try later, or an apology where trying again is useless or was tried often enough.
 * An error that nobody foresaw is worth other tries, too, and no reason to leave the end user without a word.
 */
export function failedReply(error: unknown, job: JobContext, calls: readonly ModelCall[]): Extract<Reply, { kind: 'retry' | 'apology' }> {
  const errorCode = error instanceof PermanentModelError || error instanceof TransientModelError ? error.code : 'unexpected';
  const isOver = error instanceof PermanentModelError || job.isLastAttempt;
  return { kind: isOver ? 'apology' : 'retry', error: error instanceof Error ? error : new Error(String(error)), errorCode, calls };
}
