import { claimPlaygroundRun } from '@sylion/database';
import { again, done, type JobContext, type JobOutcome } from '@sylion/queues';
import type { PlaygroundNudge } from '@sylion/schemas';

import { checkQuota } from '../turn/check-quota.ts';
import { leaseMs } from '../turn/claim-turn.ts';
import type { TurnDependencies } from '../turn/handle-turn.ts';
import { startStopwatch } from '../turn/stopwatch.ts';
import { replyWithoutModel } from '../turn/reply-without-model.ts';
import { think, type Prepared } from '../turn/think.ts';
import { askedOf } from './asked-of.ts';
import { gatherRequest } from './gather-request.ts';
import { keepRun } from './keep-run.ts';
import { saveRun } from './save-run.ts';

export type PlaygroundDependencies = Omit<TurnDependencies, 'queues' | 'onTurn'> & { readonly onRun: (outcome: string) => void };

/** Somebody waits for the answer, and may ask again: what fails is not tried later. */
const onlyTry: JobContext = { attempt: 1, isLastAttempt: true };

/**
 * One run of the playground: a turn of an assistant, mostly of its draft, that answers nobody. It thinks as any turn does and costs the
 * tokens that it used, but no reply; no conversation knows of it, and nothing is sent.
 */
export async function handleRun({ tenantId, runId }: PlaygroundNudge, dependencies: PlaygroundDependencies): Promise<JobOutcome> {
  const { database, onRun } = dependencies;
  const claimed = await database.asTenant(tenantId, (scope) => claimPlaygroundRun(scope, { runId, leaseMs }));
  if (claimed.kind === 'held') return again(Math.min(claimed.leaseLeftMs, 1_000));
  if (claimed.kind === 'over') return done;
  const { run } = claimed;
  const asked = askedOf(tenantId, run);
  const stopwatch = startStopwatch();
  const claim = keepRun(asked, dependencies);
  const prepare = async (): Promise<Prepared> => {
    const context = await stopwatch.time('gather-context', () => gatherRequest(asked, run.request, dependencies));
    const reply = replyWithoutModel(asked) ?? (await stopwatch.time('check-quota', () => checkQuota(asked, context, dependencies)));
    return { context, reply };
  };
  const { reply, retrieved } = await think(asked, prepare, stopwatch, { claim, job: onlyTry, ...dependencies }).finally(claim.stop);
  onRun(await saveRun(asked, { reply, retrieved, steps: stopwatch.steps }, dependencies));
  return done;
}
