import type { TurnCall } from '@sylion/schemas';
import { PermanentModelError, TransientModelError } from '@sylion/vertex-client';

import { modelNameOf } from './announce-model-call.ts';
import type { Asked, Reply } from './turn.ts';

/** The calls of the model for the turn's record, with the one that failed: counts and names, no text. */
export function recordCalls(turn: Pick<Asked, 'settings'>, reply: Reply): TurnCall[] {
  const asked = modelNameOf(turn);
  const calls = reply.calls.map(({ model, usage, isEstimated, attempts, end, reason, tools }): TurnCall => ({
    asked,
    model,
    attempts,
    end,
    reason: reason ?? null,
    promptTokens: usage.promptTokens,
    outputTokens: usage.outputTokens,
    isEstimated,
    tools: [...tools],
  }));
  const failed = 'error' in reply ? failedCall(asked, reply.error) : undefined;
  return failed ? [...calls, failed] : calls;
}

function failedCall(asked: string, error: Error): TurnCall | undefined {
  if (!(error instanceof PermanentModelError || error instanceof TransientModelError)) return undefined;
  const { code, attempts } = error;
  const nothing = { promptTokens: 0, outputTokens: 0, isEstimated: false, tools: [] };
  return { asked, model: null, attempts, end: 'failed', reason: code, ...nothing };
}
