import type { HistoryMessage, InboxMessage, KnowledgeOfAssistant } from '@sylion/database';
import type { Passage } from '@sylion/knowledge';
import {
  newId,
  readAssistantKnowledge,
  readAssistantSettings,
  readKnowledgeBaseSettings,
  type AssistantKnowledge,
  type AssistantSettings,
  type MessageContent,
} from '@sylion/schemas';

import type { TurnContext } from '../src/turn/gather-context.ts';
import type { Turn } from '../src/turn/turn.ts';

export function sampleMessage(content: MessageContent, media: InboxMessage['media'] = null): InboxMessage {
  return { id: newId(), seq: 1, content, providerMessageId: null, receivedAt: new Date(0), writtenAt: new Date(0), media };
}

export const sampleText = (text: string): InboxMessage => sampleMessage({ kind: 'text', text });

export const sampleHistory = (author: HistoryMessage['author'], text: string): HistoryMessage => ({
  seq: 1,
  author,
  content: { kind: 'text', text },
});

/** A turn as `claimTurn` makes it, for rules that need no database. */
export function sampleTurn(
  unanswered: readonly InboxMessage[],
  changes: Partial<Turn['inbox']> = {},
  setting: Partial<AssistantSettings> = {},
): Turn {
  const [tenantId, conversationId, channelId, assistantId] = [newId(), newId(), newId(), newId()];
  const settings = readAssistantSettings({ instructions: 'Be kind.', locale: 'fr', maxOutputTokens: 512, ...setting });
  return {
    tenantId,
    turnId: newId(),
    conversationId,
    channelId,
    assistantId,
    assistantVersion: 1,
    settings,
    knowledge: { settings: readAssistantKnowledge(settings.knowledge), bases: [] },
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
      welcomedAt: null,
      closedNotifiedAt: null,
      unknownCount: 0,
      lastInboundAt: new Date(0),
      quietSince: null,
      rateNotifiedAt: null,
      apologisedAt: null,
      answerNotBefore: null,
      displayName: 'Camille',
      endUserLocale: null,
      optedOutAt: null,
      blockedAt: null,
      tenantName: 'La Boutique',
      tenantStatus: 'active',
      assistant: null,
      unanswered: [...unanswered],
      said: [],
      quotas: [],
      restarts: 0,
      ...changes,
    },
  };
}

export const sampleContext = (history: readonly HistoryMessage[] = []): TurnContext => ({
  summary: null,
  history,
  overflow: [],
  knowledge: { settings: readAssistantKnowledge({}), bases: [] },
});

/** The knowledge of an assistant that has one knowledge base. */
export const sampleKnowledge = (settings: Partial<AssistantKnowledge> = {}): KnowledgeOfAssistant => ({
  settings: readAssistantKnowledge(settings),
  bases: [
    {
      id: newId(),
      mode: 'local',
      embeddingModel: 'gemini-embedding-001',
      embeddingDimension: 768,
      embeddingVersion: 1,
      settings: readKnowledgeBaseSettings({}),
    },
  ],
});

export const samplePassage = (changes: Partial<Passage> = {}): Passage => ({
  documentId: newId(),
  documentName: 'Tarifs',
  heading: null,
  page: null,
  text: 'La révision coûte 45 euros.',
  tokenCount: 7,
  chunkIds: [newId()],
  similarity: 0.8,
  vectorRank: 1,
  textRank: null,
  score: 1 / 61,
  ...changes,
});
