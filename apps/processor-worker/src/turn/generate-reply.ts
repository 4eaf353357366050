import { citeSources, type Passage } from '@sylion/knowledge';
import type { JobContext } from '@sylion/queues';
import { inSpan } from '@sylion/runtime';
import { ModelCallCancelled, type GenerateResult } from '@sylion/vertex-client';

import { buildRequest, estimatePromptTokens, type PromptContext } from '../prompt/build-request.ts';
import { cleanText } from '../prompt/clean-text.ts';
import { echoesInstructions } from '../prompt/echoes-instructions.ts';
import { allowedTools, handOffTool } from '../prompt/tools.ts';
import { announceModelCall, modelNameOf } from './announce-model-call.ts';
import { failedReply } from './failed-reply.ts';
import type { TurnDependencies } from './handle-turn.ts';
import { interruptedReply } from './interrupted-reply.ts';
import type { ClaimKeeper } from './keep-claim.ts';
import type { Asked, ModelCall, Reply } from './turn.ts';

const emptyAnswerTries = 2;

type Dependencies = Pick<TurnDependencies, 'database' | 'vertex' | 'modelTimeoutMs' | 'logger'> & {
  readonly claim: Pick<ClaimKeeper, 'signal'>;
  readonly job: JobContext;
};

/**
 * Step 5: asks the model. Retries, fallback models and the time budget are the client's; here its every outcome becomes a reply:
 * words, a hand-over, a safety block, an answer that stays empty, an interruption, a failure for now or for good.
 */
export async function generateReply(
  turn: Asked,
  context: PromptContext,
  { database, vertex, modelTimeoutMs, claim, job, logger }: Dependencies,
): Promise<Reply> {
  const promptTokens = estimatePromptTokens(turn, context);
  // The others' was announced with their quota: no search lay between.
  if (context.knowledge.bases.length > 0) await database.asTenant(turn.tenantId, (scope) => announceModelCall(scope, turn, promptTokens));
  const request = buildRequest(turn, context);
  const calls: ModelCall[] = [];
  try {
    for (let attempt = 1; ; attempt += 1) {
      const result = await inSpan('model generate', { role: 'client', attributes: () => ({ 'sylion.model': modelNameOf(turn) }) }, () =>
        vertex.generate(request, {
          timeoutMs: modelTimeoutMs,
          signal: claim.signal,
          tenantId: turn.tenantId,
          labels: { turn: turn.turnId },
        }),
      );
      calls.push(toCall(result));
      if (result.kind !== 'empty' || attempt >= emptyAnswerTries) return { ...framed(toReply(result, turn, context), context), calls };
    }
  } catch (error) {
    if (error instanceof ModelCallCancelled) {
      if (error.attempts > 0)
        calls.push({
          model: modelNameOf(turn),
          usage: estimated(promptTokens),
          isEstimated: true,
          attempts: error.attempts,
          end: 'cut_off',
          tools: [],
        });
      return interruptedReply(claim, calls);
    }
    logger.warn({ error, tenantId: turn.tenantId, turnId: turn.turnId }, 'the model did not answer');
    return failedReply(turn, error, job, calls);
  }
}

const toCall = (result: GenerateResult): ModelCall => ({
  model: result.model,
  usage: result.usage,
  isEstimated: false,
  attempts: result.attempts,
  end: result.kind,
  ...(result.kind !== 'answer' && { reason: result.reason }),
  tools: result.kind === 'answer' ? result.toolCalls.map(({ name }) => name) : [],
});

type Spoken<Kind> = Kind extends Reply['kind'] ? Omit<Extract<Reply, { kind: Kind }>, 'calls'> : never;

function toReply(result: GenerateResult, turn: Asked, context: PromptContext): Spoken<'answer'> | Spoken<'fixed'> {
  if (result.kind === 'blocked') return { kind: 'fixed', textKey: 'blockedBySafety', reason: `blocked_${result.reason.toLowerCase()}` };
  if (result.kind === 'empty') return { kind: 'fixed', textKey: 'apology', reason: 'empty_answer' };
  const isEcho = echoesInstructions(result.text, turn);
  const spoken = withSources(isEcho ? '' : cleanText(result.text), turn, context);
  const mayHandOff = allowedTools(turn.settings.tools).includes(handOffTool);
  const handOff = mayHandOff ? result.toolCalls.find(({ name }) => name === handOffTool.name) : undefined;
  if (handOff)
    return {
      kind: 'answer',
      ...spoken,
      handOffReason: typeof handOff.args.reason === 'string' ? cleanText(handOff.args.reason.slice(0, 500)) : 'asked_for_a_human',
    };
  if (isEcho) return { kind: 'fixed', textKey: 'blockedBySafety', reason: 'instructions_echoed' };
  return spoken.text.trim() === '' ? { kind: 'fixed', textKey: 'apology', reason: 'empty_answer' } : { kind: 'answer', ...spoken };
}

/** An answer with what is said around it, once: the welcome above, that the business is closed below. A hand-over has words of its own. */
function framed(reply: Spoken<'answer'> | Spoken<'fixed'>, { occasion = {} }: PromptContext): Spoken<'answer'> | Spoken<'fixed'> {
  if (reply.kind !== 'answer' || reply.handOffReason !== undefined) return reply;
  const told = [occasion.welcome, reply.text, occasion.closedNote].filter((text) => text !== undefined);
  return { ...reply, text: told.join('\n\n'), told: occasion };
}

/** The marks that stand for passages become one line that names the sources, or nothing. Sources of no words are no answer. */
function withSources(
  text: string,
  { locale }: Asked,
  { knowledge, retrieved }: PromptContext,
): { text: string; cited?: readonly Passage[] } {
  if (retrieved.passages.length === 0) return { text };
  if (text.replace(marks, '').trim() === '') return { text: '' };
  const { citations } = knowledge.settings;
  const spoken = citeSources(text, retrieved.passages, citations, locale);
  return citations === 'none' ? { text: spoken.text } : spoken;
}

const marks = /\[[\p{Nd}\s,;،]*\]/gu;

const estimated = (promptTokens: number): ModelCall['usage'] => ({ promptTokens, outputTokens: 0, totalTokens: promptTokens });
