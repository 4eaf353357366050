import type { Database } from '@sylion/database';
import { again, done, PoisonJob, type JobContext, type JobOutcome, type Queues } from '@sylion/queues';
import type { Logger } from '@sylion/runtime';
import type { ConversationNudge } from '@sylion/schemas';
import type { VertexClient } from '@sylion/vertex-client';

import { checkQuota } from './check-quota.ts';
import { claimTurn } from './claim-turn.ts';
import { gatherContext } from './gather-context.ts';
import { generateReply } from './generate-reply.ts';
import { keepClaim } from './keep-claim.ts';
import { publishReply } from './publish-reply.ts';
import { refreshSummary } from './refresh-summary.ts';
import { replyWithoutModel } from './reply-without-model.ts';
import { retrieveKnowledge } from './retrieve-knowledge.ts';
import { saveReply } from './save-reply.ts';
import { startStopwatch } from './stopwatch.ts';

export interface TurnDependencies {
  readonly database: Database;
  readonly queues: Pick<Queues, 'publish'>;
  readonly vertex: VertexClient;
  readonly modelTimeoutMs: number;
  readonly logger: Logger;
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

  const claim = keepClaim(turn, dependencies);
  try {
    const context = await stopwatch.time('gather-context', () => gatherContext(turn, dependencies));
    const reply = replyWithoutModel(turn)
      ?? await stopwatch.time('check-quota', () => checkQuota(turn, context, dependencies))
      ?? await (async () => {
        const knowledge = await stopwatch.time('retrieve-knowledge', () => retrieveKnowledge(turn, context));
        return stopwatch.time('generate-reply', () => generateReply(turn, { ...context, knowledge }, { claim, job, ...dependencies }));
      })();
    const saved = await saveReply(turn, reply, stopwatch.steps, dependencies); // usage is tracked in the same transaction
    dependencies.onTurn(saved.outcome, stopwatch.steps);
    if (saved.hasBubbles) await publishReply(turn, dependencies);
    if (reply.kind === 'retry') throw reply.error;
    if (reply.kind === 'apology') throw new PoisonJob(`${reply.errorCode}: ${reply.error.message}`);
    if (saved.outcome === 'restarted') return again(1);
    if (saved.outcome === 'answered') await refreshSummary(turn, context, dependencies);
    return done;
  } finally {
    await claim.stop();
  }
}
