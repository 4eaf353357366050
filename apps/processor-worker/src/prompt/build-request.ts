import { estimateTokens } from '@sylion/conversation';
import type { HistoryMessage, InboxMessage } from '@sylion/database';
import type { GenerateRequest, Turn as ModelTurn, TurnPart } from '@sylion/vertex-client';

import type { TurnContext } from '../turn/gather-context.ts';
import type { Passage } from '../turn/retrieve-knowledge.ts';
import type { Turn } from '../turn/turn.ts';
import { describeMessage } from './describe-message.ts';
import { systemInstruction } from './system-instruction.ts';
import { allowedTools } from './tools.ts';

/** The request for one reply: instruction, history, and every unanswered message with its media as parts of its own. */
export function buildRequest({ inbox }: Turn, context: TurnContext & { readonly knowledge: readonly Passage[] }): GenerateRequest {
  return {
    ...(inbox.model === null ? { tier: inbox.modelTier ?? 'flash' } : { model: inbox.model }),
    system: systemInstruction({
      tenantName: inbox.tenantName,
      instructions: inbox.instructions ?? '',
      endUserName: inbox.displayName,
      summary: context.summary,
      knowledge: context.knowledge,
    }),
    turns: [...historyTurns(context.history), ...inbox.unanswered.map((message): ModelTurn => ({ role: 'user', parts: partsOf(message) }))],
    tools: allowedTools(inbox.tools ?? []),
    maxOutputTokens: inbox.maxOutputTokens ?? 1_024,
    temperature: inbox.temperature ?? 0.3,
  };
}

/** About what the prompt will cost: for the reservation, and for the ledger where the provider's count was never seen. */
export function estimatePromptTokens(turn: Turn, context: TurnContext): number {
  const request = buildRequest(turn, { ...context, knowledge: [] });
  const parts = request.turns.flatMap(({ parts }) => parts);
  return estimateTokens(request.system) + parts.reduce((sum, part) => sum + ('text' in part ? estimateTokens(part.text) : mediaTokens), 0);
}

const mediaTokens = 1_000;

/**
 * History alternates between the person and us. If it ends with the person (their message was skipped), a mark says that nobody
 * answered, so that old messages are not taken for new ones.
 */
function historyTurns(history: readonly HistoryMessage[]): ModelTurn[] {
  const turns = history.map(({ author, content }): ModelTurn => ({
    role: author === 'end_user' ? 'user' : 'assistant',
    parts: [{ text: author === 'human' ? `[a human colleague wrote] ${describeMessage(content)}` : describeMessage(content) }],
  }));
  return turns.at(-1)?.role === 'user' ? [...turns, { role: 'assistant', parts: [{ text: '[no reply was sent]' }] }] : turns;
}

function partsOf({ content, media }: InboxMessage): TurnPart[] {
  if (media === null) return [{ text: describeMessage(content) }];
  const caption = 'caption' in content && content.caption ? [{ text: content.caption }] : [];
  if (media.state !== 'ready' || media.uri === null)
    return [{ text: `${describeMessage({ ...content, caption: undefined } as typeof content)} (this file could not be read)` }, ...caption];
  return [
    { media: { uri: media.uri, mimeType: media.mimeType.split(';')[0]?.trim() ?? media.mimeType } },
    ...(media.filename ? [{ text: `[file name: ${media.filename}]` }] : []),
    ...caption,
  ];
}
