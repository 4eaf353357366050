import { DatabaseUnavailable } from '@sylion/database';
import type { JobContext } from '@sylion/queues';

import { replyOfUnknown } from './count-unknown.ts';
import { failedReply } from './failed-reply.ts';
import type { TurnContext } from './gather-context.ts';
import { generateReply } from './generate-reply.ts';
import type { TurnDependencies } from './handle-turn.ts';
import { interruptedReply } from './interrupted-reply.ts';
import type { ClaimKeeper } from './keep-claim.ts';
import { occasionOf } from './occasion-of.ts';
import { nothingRetrieved, retrieveKnowledge, type RetrievedKnowledge } from './retrieve-knowledge.ts';
import type { Stopwatch } from './stopwatch.ts';
import type { Asked, ModelCall, Reply } from './turn.ts';

export interface Thoughts {
  readonly reply: Reply;
  readonly context?: TurnContext;
  readonly retrieved: RetrievedKnowledge;
}

type Dependencies = Omit<TurnDependencies, 'queues' | 'onTurn'> & { readonly claim: Pick<ClaimKeeper, 'signal'>; readonly job: JobContext };

/** What is known before the model is asked: the reply, where it is not needed or may not be asked. */
export interface Prepared {
  readonly context: TurnContext;
  readonly reply?: Reply | undefined;
}

/** Steps 4 and 5, after `prepare` has told what steps 2 and 3 came to: the same in a conversation and in the playground. */
export async function think(
  turn: Asked,
  prepare: () => Prepared | Promise<Prepared>,
  stopwatch: Stopwatch,
  dependencies: Dependencies,
): Promise<Thoughts> {
  const { claim, job } = dependencies;
  let retrieved = nothingRetrieved;
  try {
    const { context, reply: early } = await prepare();
    if (early) return { reply: early, context, retrieved };
    retrieved = await stopwatch.time('retrieve-knowledge', () => retrieveKnowledge(turn, context, dependencies));
    if (claim.signal.aborted) return { reply: interruptedReply(claim, []), context, retrieved };
    if (retrieved.state === 'failed') throw retrieved.error;
    const handOff = replyOfUnknown(turn, retrieved);
    if (handOff) return { reply: handOff, context, retrieved };
    const reply = await stopwatch.time('generate-reply', () =>
      generateReply(turn, { ...context, retrieved, occasion: occasionOf(turn, context) }, dependencies),
    );
    return { reply, context, retrieved };
  } catch (error) {
    return { reply: failureOf(turn, error, job, []), retrieved };
  }
}

/** Without Postgres nothing can be decided: the job runs again, and its turn is abandoned then. */
export function failureOf(turn: Asked, error: unknown, job: JobContext, calls: readonly ModelCall[]): Reply {
  if (error instanceof DatabaseUnavailable) throw error;
  return failedReply(turn, error, job, calls);
}
