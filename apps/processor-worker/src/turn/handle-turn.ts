import type { Database } from '@sylion/database';
import { again, done, PoisonJob, type JobContext, type JobOutcome, type Queues } from '@sylion/queues';
import { annotateSpan, type Logger } from '@sylion/runtime';
import type { ConversationNudge } from '@sylion/schemas';
import type { ManagedSearch, VertexClient } from '@sylion/vertex-client';

import type { TurnUse } from '../processor-metrics.ts';
import { claimTurn } from './claim-turn.ts';
import { keepClaim } from './keep-claim.ts';
import { publishReply } from './publish-reply.ts';
import { refreshSummary } from './refresh-summary.ts';
import { saveReply, type SavedReply } from './save-reply.ts';
import { startStopwatch } from './stopwatch.ts';
import { failureOf, think } from './think.ts';
import { recordCalls } from './record-calls.ts';
import type { Reply } from './turn.ts';

export interface TurnDependencies {
  readonly database: Database;
  readonly queues: Pick<Queues, 'publish'>;
  readonly vertex: VertexClient;
  /** None on a platform without a data store for it. */
  readonly managedSearch?: ManagedSearch;
  readonly modelTimeoutMs: number;
  readonly retrieval: {
    /** The least cosine between question and chunk, for knowledge bases without a floor of their own. */
    readonly similarityFloor: number;
    /** The budget of one question's embedding, and of one managed search. */
    readonly timeoutMs: number;
  };
  readonly logger: Logger;
  readonly onFailedLeg: (leg: string) => void;
  readonly onTurn: (outcome: string, steps: readonly { name: string; ms: number }[], use: TurnUse) => void;
}

/**
 * One turn: takes all unanswered messages of a conversation and commits one reply, or a stated reason for none.
 * The steps are the specification's; each is a file of its name, and everything a turn decides is committed by `saveReply`.
 */
export async function handleTurn(nudge: ConversationNudge, job: JobContext, dependencies: TurnDependencies): Promise<JobOutcome> {
  const stopwatch = startStopwatch();
  const claimed = await claimTurn(nudge, stopwatch, dependencies); // with steps 2 and 3
  if (claimed.kind === 'not_claimed') return claimed.outcome;
  const { turn, prepare } = claimed;
  annotateSpan(() => ({ 'sylion.turn_id': turn.turnId }));

  const claim = keepClaim(turn, dependencies);
  // The heartbeat ends before the commit: a late one would take the conversation again.
  const { reply, context, retrieved } = await think(turn, prepare, stopwatch, { claim, job, ...dependencies }).finally(claim.stop);
  const save = (decided: Reply): Promise<SavedReply> => saveReply(turn, decided, retrieved, stopwatch.steps, dependencies); // step 8, track-usage, is in the same transaction
  const saved = await save(reply).catch((error: unknown) => save(failureOf(turn, error, job, reply.calls)));
  dependencies.onTurn(saved.outcome, stopwatch.steps, { calls: recordCalls(turn, saved.reply), retrieved });
  if (saved.hasBubbles) await publishReply(turn, dependencies);
  switch (saved.reply.kind) {
    case 'retry':
      throw saved.reply.error;
    case 'apology':
      throw new PoisonJob(saved.reply.error.message, saved.reply.error);
    case 'restart':
      return again(1);
    case 'lost':
      return saved.reply.reason === 'epoch_changed' ? again(1) : done; // a lost claim has a new owner who goes on
    case 'answer':
      if (context && saved.reply.handOffReason === undefined) await refreshSummary(turn, context, dependencies);
  }
  return done;
}
