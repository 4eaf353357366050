import { DatabaseUnavailable, type Database } from '@sylion/database';
import { again, done, PoisonJob, type JobContext, type JobOutcome, type Queues } from '@sylion/queues';
import type { Logger } from '@sylion/runtime';
import type { ConversationNudge } from '@sylion/schemas';
import type { ManagedSearch, VertexClient } from '@sylion/vertex-client';

import { checkQuota } from './check-quota.ts';
import { claimTurn } from './claim-turn.ts';
import { replyOfUnknown } from './count-unknown.ts';
import { failedReply } from './failed-reply.ts';
import { gatherContext, type TurnContext } from './gather-context.ts';
import { generateReply } from './generate-reply.ts';
import { interruptedReply } from './interrupted-reply.ts';
import { keepClaim } from './keep-claim.ts';
import { occasionOf } from './occasion-of.ts';
import { publishReply } from './publish-reply.ts';
import { refreshSummary } from './refresh-summary.ts';
import { replyWithoutModel } from './reply-without-model.ts';
import { nothingRetrieved, retrieveKnowledge, type RetrievedKnowledge } from './retrieve-knowledge.ts';
import { saveReply, type SavedReply } from './save-reply.ts';
import { startStopwatch, type Stopwatch } from './stopwatch.ts';
import type { ModelCall, Reply, Turn } from './turn.ts';

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
  readonly onTurn: (outcome: string, steps: readonly { name: string; ms: number }[]) => void;
}

/**
 * One turn: takes all unanswered messages of a conversation and commits one reply, or a stated reason for none.
 * The steps are the specification's; each is a file of its name, and everything a turn decides is committed by `saveReply`.
 */
export async function handleTurn(nudge: ConversationNudge, job: JobContext, dependencies: TurnDependencies): Promise<JobOutcome> {
  const stopwatch = startStopwatch();
  const claimed = await stopwatch.time('claim-turn', () => claimTurn(nudge, dependencies));
  if (claimed.kind === 'not_claimed') return claimed.outcome;
  const { turn } = claimed;

  const { reply, context, retrieved } = await think(turn, job, stopwatch, dependencies);
  const save = (decided: Reply): Promise<SavedReply> => saveReply(turn, decided, retrieved, stopwatch.steps, dependencies); // step 8, track-usage, is in the same transaction
  const saved = await save(reply).catch((error: unknown) => save(failureOf(error, job, reply.calls)));
  dependencies.onTurn(saved.outcome, stopwatch.steps);
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

interface Thoughts {
  readonly reply: Reply;
  readonly context?: TurnContext;
  readonly retrieved: RetrievedKnowledge;
}

/** Steps 2 to 5, under a heartbeat that ends before the commit: a late one would take the conversation again. */
async function think(turn: Turn, job: JobContext, stopwatch: Stopwatch, dependencies: TurnDependencies): Promise<Thoughts> {
  const claim = keepClaim(turn, dependencies);
  let retrieved = nothingRetrieved;
  try {
    const context = await stopwatch.time('gather-context', () => gatherContext(turn, dependencies));
    const refusal = replyWithoutModel(turn) ?? (await stopwatch.time('check-quota', () => checkQuota(turn, context, dependencies)));
    if (refusal) return { reply: refusal, context, retrieved };
    retrieved = await stopwatch.time('retrieve-knowledge', () => retrieveKnowledge(turn, context, { claim, ...dependencies }));
    if (claim.signal.aborted) return { reply: interruptedReply(claim, []), context, retrieved };
    if (retrieved.state === 'failed') throw retrieved.error;
    const handOff = replyOfUnknown(turn, retrieved);
    if (handOff) return { reply: handOff, context, retrieved };
    const reply = await stopwatch.time('generate-reply', () =>
      generateReply(turn, { ...context, retrieved, occasion: occasionOf(turn, context) }, { claim, job, ...dependencies }),
    );
    return { reply, context, retrieved };
  } catch (error) {
    return { reply: failureOf(error, job, []), retrieved };
  } finally {
    await claim.stop();
  }
}

/** Without Postgres nothing can be decided: the job runs again, and its turn is abandoned then. */
function failureOf(error: unknown, job: JobContext, calls: readonly ModelCall[]): Reply {
  if (error instanceof DatabaseUnavailable) throw error;
  return failedReply(error, job, calls);
}
