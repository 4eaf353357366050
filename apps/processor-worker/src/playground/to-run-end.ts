import type { PlaygroundRunEnd } from '@sylion/database';
import type { PlaygroundErrorCode, PlaygroundResult } from '@sylion/schemas';
import { PermanentModelError, TransientModelError } from '@sylion/vertex-client';

import { handOffTool } from '../prompt/tools.ts';
import { sumTokens } from '../turn/track-usage.ts';
import type { Asked, Reply } from '../turn/turn.ts';
import { textOfTurn } from '../turn/voice-of.ts';
import type { FinishedThoughts } from './save-run.ts';

/** What a run tells of a turn: what an end user would have got, and how it came about; or why there is nothing to tell. */
export function toRunEnd(asked: Asked, { reply, retrieved, steps }: FinishedThoughts): PlaygroundRunEnd {
  const spoken = speak(asked, reply);
  if (typeof spoken === 'string') return { errorCode: spoken };
  const cited = reply.kind === 'answer' ? (reply.cited ?? []) : [];
  const passages = retrieved.passages.map((passage) => ({
    documentId: passage.documentId,
    documentName: passage.documentName,
    heading: passage.heading,
    page: passage.page,
    similarity: passage.similarity,
    isCited: cited.includes(passage),
  }));
  return {
    result: {
      ...spoken,
      locale: asked.locale,
      passages,
      model: reply.calls.at(-1)?.model ?? null,
      ...sumTokens(reply),
      steps: [...steps],
    },
  };
}

type Spoken = Pick<PlaygroundResult, 'outcome' | 'handOffReason' | 'text' | 'toolsCalled'>;

function speak(asked: Asked, reply: Reply): Spoken | PlaygroundErrorCode {
  const plain = { handOffReason: null, toolsCalled: [] };
  switch (reply.kind) {
    case 'answer':
      if (reply.handOffReason === undefined) return { ...plain, outcome: 'answered', text: reply.text };
      return {
        outcome: 'handed_off',
        handOffReason: reply.handOffReason,
        text: reply.text.trim() || textOfTurn('handedOff', asked),
        toolsCalled: [handOffTool.name],
      };
    case 'hand_off':
      return { ...plain, outcome: 'handed_off', handOffReason: reply.reason, text: textOfTurn(reply.textKey, asked) };
    case 'fixed':
      return reply.reason === 'over_quota' ? 'quota_exceeded' : { ...plain, outcome: reply.reason, text: textOfTurn(reply.textKey, asked) };
    case 'silence':
      return { ...plain, outcome: reply.reason, text: null };
    case 'retry':
    case 'apology':
    case 'postponed':
    case 'relayed':
      return codeOf(reply.error);
    case 'restart':
    case 'lost':
      return 'interrupted';
  }
}

function codeOf(error: Error): PlaygroundErrorCode {
  if (error instanceof TransientModelError) return 'model_unavailable';
  return error instanceof PermanentModelError ? 'model_failed' : 'internal_error';
}
