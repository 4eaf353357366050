import type { JobContext } from '@sylion/queues';
import { ModelCallCancelled, type GenerateResult } from '@sylion/vertex-client';

import { buildRequest, estimatePromptTokens } from '../prompt/build-request.ts';
import { cleanText } from '../prompt/clean-text.ts';
import { allowedTools, handOffTool } from '../prompt/tools.ts';
import { failedReply } from './failed-reply.ts';
import type { TurnContext } from './gather-context.ts';
import type { TurnDependencies } from './handle-turn.ts';
import type { ClaimKeeper, Interruption } from './keep-claim.ts';
import type { Passage } from './retrieve-knowledge.ts';
import type { ModelCall, Reply, Turn } from './turn.ts';

const emptyAnswerTries = 2;

type Dependencies = Pick<TurnDependencies, 'vertex' | 'modelTimeoutMs' | 'logger'> & {
  readonly claim: ClaimKeeper;
  readonly job: JobContext;
};

/**
 * Step 5: asks the model. Retries, fallback models and the time budget are the client's; here its every outcome becomes a reply:
 * words, a hand-over, a safety block, an answer that stays empty, an interruption, a failure for now or for good.
 */
export async function generateReply(
  turn: Turn,
  context: TurnContext & { knowledge: readonly Passage[] },
  { vertex, modelTimeoutMs, claim, job, logger }: Dependencies,
): Promise<Reply> {
  const request = buildRequest(turn, context);
  const calls: ModelCall[] = [];
  try {
    for (let attempt = 1; ; attempt += 1) {
      const result = await vertex.generate(request, {
        timeoutMs: modelTimeoutMs,
        signal: claim.signal,
        tenantId: turn.tenantId,
        labels: { turn: turn.turnId },
      });
      calls.push({ model: result.model, usage: result.usage, isEstimated: false });
      if (result.kind !== 'empty' || attempt >= emptyAnswerTries)
        return { ...toReply(result, allowedTools(turn.inbox.tools ?? []).includes(handOffTool)), calls };
    }
  } catch (error) {
    if (error instanceof ModelCallCancelled) {
      if (error.attempts > 0)
        calls.push({
          model: turn.inbox.model ?? turn.inbox.modelTier ?? 'flash',
          usage: estimated(estimatePromptTokens(turn, context)),
          isEstimated: true,
        });
      return interrupted(claim.signal.reason as Interruption, calls);
    }
    logger.warn({ error, tenantId: turn.tenantId, turnId: turn.turnId }, 'the model did not answer');
    return failedReply(error, job, calls);
  }
}

type Spoken<Kind> = Kind extends Reply['kind'] ? Omit<Extract<Reply, { kind: Kind }>, 'calls'> : never;

function toReply(result: GenerateResult, mayHandOff: boolean): Spoken<'answer'> | Spoken<'fixed'> {
  if (result.kind === 'blocked') return { kind: 'fixed', textKey: 'blockedBySafety', reason: `blocked_${result.reason.toLowerCase()}` };
  if (result.kind === 'empty') return { kind: 'fixed', textKey: 'apology', reason: 'empty_answer' };
  const text = cleanText(result.text);
  const handOff = mayHandOff ? result.toolCalls.find(({ name }) => name === handOffTool.name) : undefined;
  if (handOff)
    return {
      kind: 'answer',
      text,
      handOffReason: typeof handOff.args.reason === 'string' ? cleanText(handOff.args.reason.slice(0, 500)) : 'asked_for_a_human',
    };
  return text.trim() === '' ? { kind: 'fixed', textKey: 'apology', reason: 'empty_answer' } : { kind: 'answer', text };
}

const interrupted = (reason: Interruption, calls: ModelCall[]): Reply =>
  reason === 'newer_messages' ? { kind: 'restart', calls } : { kind: 'lost', reason, calls };

const estimated = (promptTokens: number): ModelCall['usage'] => ({ promptTokens, outputTokens: 0, totalTokens: promptTokens });
