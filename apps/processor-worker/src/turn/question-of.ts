import { searchQuestion, type PastMessage, type SearchQuestion } from '@sylion/knowledge';

import { wordsOf } from '../prompt/describe-message.ts';
import type { TurnContext } from './gather-context.ts';
import type { Asked } from './turn.ts';

/**
 * What a turn asks of the tenant's knowledge. A voice note or a bare photo has no words to look for: then it is taken to go on with
 * what was asked last.
 */
export function questionOf({ inbox }: Pick<Asked, 'inbox'>, { history }: Pick<TurnContext, 'history'>): SearchQuestion {
  const words = inbox.unanswered.map(({ content }) => wordsOf(content));
  const past = pastMessages(history);
  const question = searchQuestion({ unanswered: words.filter((text) => text !== ''), history: past });
  const asked = past.findLastIndex(({ role }) => role === 'end_user');
  if (question.question !== '' || asked === -1 || words.every((text) => text !== '')) return question;
  return searchQuestion({ unanswered: past.slice(asked, asked + 1).map(({ text }) => text), history: past.slice(0, asked) });
}

/** What was said in words; our own sentences (an apology, say) are about nothing. */
const pastMessages = (history: TurnContext['history']): PastMessage[] =>
  history
    .filter(({ author, content }) => author !== 'system' && wordsOf(content) !== '')
    .map(({ author, content }) => ({ role: author === 'end_user' ? 'end_user' : 'business', text: wordsOf(content) }));
