import { chargeUsage, claimTask, finishTask, type ClaimedTask, type Database } from '@sylion/database';
import { done, type JobOutcome } from '@sylion/queues';
import { newId, type ChannelTaskNudge, type ModelAnswer } from '@sylion/schemas';
import { PermanentModelError, TransientModelError, type GenerateResult, type VertexClient } from '@sylion/vertex-client';

export interface AskModelDependencies {
  readonly database: Database;
  readonly vertex: Pick<VertexClient, 'generate'>;
}

const timeoutMs = 10_000;

/** Puts a tiny question to the model of a channel's assistant, for a self-check: no end user sees it, and the ledger knows what it cost. */
export async function askModel({ tenantId, taskId }: ChannelTaskNudge, { database, vertex }: AskModelDependencies): Promise<JobOutcome> {
  const task = await database.asTenant(tenantId, (scope) => claimTask(scope, taskId, timeoutMs + 5_000));
  if (task?.kind !== 'ask_model') return done;
  try {
    const answer = await vertex.generate(questionFor(task), { timeoutMs, tenantId, labels: { task: taskId } });
    await database.asTenant(tenantId, async (scope) => {
      await finishTask(scope, taskId, { result: resultOf(answer) });
      await chargeUsage(scope, usageOf(task, answer));
    });
  } catch (error) {
    if (!(error instanceof TransientModelError || error instanceof PermanentModelError)) throw error;
    const result: ModelAnswer = { isOk: false, detail: error.code };
    await database.asTenant(tenantId, (scope) => finishTask(scope, taskId, { result }));
  }
  return done;
}

const questionFor = ({ channel }: ClaimedTask) => ({
  tier: channel.modelTier ?? 'flash',
  model: channel.model ?? undefined,
  system: 'This is a self-check of a service. Answer with the one word OK.',
  turns: [{ role: 'user' as const, parts: [{ text: 'OK?' }] }],
  maxOutputTokens: 256,
  temperature: 0,
});

/** Whatever the model says, it answers. */
const resultOf = (answer: GenerateResult): ModelAnswer => ({
  isOk: true,
  model: answer.model,
  ...(answer.kind === 'answer' ? {} : { detail: answer.kind }),
});

const usageOf = ({ id, channel }: ClaimedTask, { model, usage }: GenerateResult) =>
  [
    { metric: 'model_prompt_tokens' as const, amount: usage.promptTokens },
    { metric: 'model_output_tokens' as const, amount: usage.outputTokens },
  ].map((used) => ({
    ...used,
    id: newId(),
    idempotencyKey: `task:${id}:${used.metric}`,
    channelId: channel.id,
    assistantId: channel.assistantId,
    model,
  }));
