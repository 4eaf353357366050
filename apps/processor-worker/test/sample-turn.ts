import { newId, type MessageContent } from '@sylion/schemas';
import type { HistoryMessage, InboxMessage } from '@sylion/database';

import type { TurnContext } from '../src/turn/gather-context.ts';
import type { Turn } from '../src/turn/turn.ts';

export function sampleMessage(content: MessageContent, media: InboxMessage['media'] = null): InboxMessage {
  return { id: newId(), seq: 1, content, providerMessageId: null, receivedAt: new Date(0), media };
}

export const sampleText = (text: string): InboxMessage => sampleMessage({ kind: 'text', text });

export const sampleHistory = (author: HistoryMessage['author'], text: string): HistoryMessage => ({
  seq: 1,
  author,
  content: { kind: 'text', text },
});

/** A turn as `claimTurn` makes it, for rules that need no database. */
export function sampleTurn(unanswered: readonly InboxMessage[], changes: Partial<Turn['inbox']> = {}): Turn {
  const [tenantId, conversationId, channelId, assistantId] = [newId(), newId(), newId(), newId()];
  return {
    tenantId,
    turnId: newId(),
    conversationId,
    channelId,
    assistantId,
    claim: 1,
    epoch: 0,
    throughSeq: 1,
    isFinal: false,
    locale: 'fr',
    inbox: {
      now: new Date(0),
      id: conversationId,
      channelId,
      endUserId: newId(),
      handledBy: 'assistant',
      epoch: 0,
      claim: 0,
      claimedUntil: null,
      lastInboundSeq: 1,
      summary: null,
      summaryThroughSeq: 0,
      overQuotaNotifiedAt: null,
      channelStatus: 'active',
      displayName: 'Camille',
      endUserLocale: null,
      optedOutAt: null,
      blockedAt: null,
      tenantName: 'La Boutique',
      tenantStatus: 'active',
      defaultLocale: 'fr',
      assistantId,
      instructions: 'Be kind.',
      modelTier: 'flash',
      model: null,
      assistantLocale: 'fr',
      temperature: 0.3,
      maxOutputTokens: 512,
      tools: ['hand_off_to_human'],
      coalescing: {},
      unanswered: [...unanswered],
      ...changes,
    },
  };
}

export const sampleContext = (history: readonly HistoryMessage[] = []): TurnContext => ({
  summary: null,
  history,
  overflow: [],
});
