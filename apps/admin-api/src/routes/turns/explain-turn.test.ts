import { newId, type TurnCall, type TurnPassage, type TurnRetrieval } from '@sylion/schemas';

import { explainTurn, type TurnRecord } from './explain-turn.ts';

const passage = (isCited: boolean): TurnPassage => ({
  documentId: newId(),
  chunkIds: [newId()],
  similarity: 0.8,
  vectorRank: 1,
  textRank: null,
  score: 0.016,
  isCited,
});
const call = (attempts: number): TurnCall => ({
  asked: 'flash',
  model: 'gemini-3.5-flash-lite',
  attempts,
  end: 'answer',
  reason: null,
  promptTokens: 1,
  outputTokens: 1,
  isEstimated: false,
  tools: [],
});
const answered: TurnRecord = { state: 'replied', outcome: 'answered', errorCode: null, retrieval: null, passages: [], calls: [call(1)] };
const searched: TurnRetrieval = { state: 'searched', question: 'Open?', failedLegs: [] };

it.each<[Partial<TurnRecord>, string]>([
  [{}, 'The model answered without searching documents.'],
  [{ retrieval: searched }, 'The model answered without documents, because none of them came near the question.'],
  [
    { retrieval: searched, passages: [passage(true), passage(false)] },
    'The model answered from 2 passages of the documents, of which it named 1.',
  ],
  [{ calls: [call(3)] }, 'The model answered without searching documents, after 2 attempts that failed.'],
  [{ outcome: 'handed_off' }, 'The model handed the conversation over to a human.'],
  [
    { state: 'no_reply', outcome: 'blocked_safety' },
    "The provider's safety rules blocked the prompt or the answer (SAFETY), and a fixed sentence said so.",
  ],
  [
    { state: 'failed', outcome: 'model_failed', errorCode: 'INVALID_ARGUMENT' },
    'The model failed for good, and an apology was sent (INVALID_ARGUMENT).',
  ],
  [{ state: 'running', outcome: null }, 'The turn is still under way.'],
  [{ state: 'no_reply', outcome: 'news_of_tomorrow' }, 'The turn ended as news_of_tomorrow.'],
])('%j: %s', (turn, sentence) => expect(explainTurn({ ...answered, ...turn })).toBe(sentence));
