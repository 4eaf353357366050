import { estimateTokens, ownTextFor } from '@sylion/conversation';
import type { HistoryMessage, InboxMessage } from '@sylion/database';
import type { GenerateRequest, Turn as ModelTurn, TurnPart } from '@sylion/vertex-client';

import type { TurnContext } from '../turn/gather-context.ts';
import type { Occasion } from '../turn/occasion-of.ts';
import { nothingRetrieved, type RetrievedKnowledge } from '../turn/retrieve-knowledge.ts';
import type { Asked } from '../turn/turn.ts';
import { voiceOf } from '../turn/voice-of.ts';
import { describeMessage } from './describe-message.ts';
import { systemInstruction } from './system-instruction.ts';
import { allowedTools, handOffTool } from './tools.ts';

/** All that a prompt is made of. */
export type PromptContext = TurnContext & {
  readonly retrieved: Pick<RetrievedKnowledge, 'state' | 'passages'>;
  readonly occasion?: Occasion;
};

/** The request for one reply: instruction, history, and every unanswered message with its media as parts of its own. */
export function buildRequest({ inbox, settings, locale }: Asked, context: PromptContext): GenerateRequest {
  const { bases, settings: knowledge } = context.knowledge;
  const tools = allowedTools(settings.tools);
  return {
    ...(settings.model === null ? { tier: settings.modelTier } : { model: settings.model }),
    system: systemInstruction({
      tenantName: inbox.tenantName,
      instructions: settings.instructions,
      endUserName: inbox.displayName,
      summary: context.summary,
      retrieved: context.retrieved,
      locale: settings.language === 'fixed' ? settings.locale : null,
      welcome: context.occasion?.welcome ?? null,
      unknownText: ownTextFor('fallback', voiceOf({ settings, locale })) ?? null,
      namesSources: bases.length > 0 && knowledge.citations === 'short',
      offersHandOff: tools.includes(handOffTool) && (bases.length === 0 || knowledge.whenUnknown === 'offer_hand_off'),
    }),
    turns: [...historyTurns(context.history), ...inbox.unanswered.map((message): ModelTurn => ({ role: 'user', parts: partsOf(message) }))],
    tools,
    maxOutputTokens: settings.maxOutputTokens,
    temperature: settings.temperature,
  };
}

/** The most that the prompt can cost, whatever will be retrieved: for the reservation. */
export function mostPromptTokens(turn: Asked, context: TurnContext): number {
  const { bases, settings } = context.knowledge;
  return estimatePromptTokens(turn, { ...context, retrieved: nothingRetrieved }) + (bases.length > 0 ? settings.passageTokens : 0);
}

/** About what the prompt costs: for the ledger where the provider's count was never seen. */
export function estimatePromptTokens(turn: Asked, context: PromptContext): number {
  const request = buildRequest(turn, context);
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
