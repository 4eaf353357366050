import { estimateTokens } from '@sylion/conversation';
import { leadingText } from '../splitting/cut-text.ts';
import { sentencesOf } from '../splitting/sentences-of.ts';
import { tidyLine } from '../splitting/tidy-text.ts';
import { contentWords } from './content-words.ts';
import { isFollowUp } from './is-follow-up.ts';
import { consents } from './question-words.ts';
import { searchText } from './search-text.ts';
import { withoutCourtesies } from './without-courtesies.ts';

export interface PastMessage {
  readonly role: 'end_user' | 'business';
  readonly text: string;
}

export interface SearchQuestion {
  /** What the end user asks now, without greetings; empty when they ask nothing. */
  readonly question: string;
  /** What to embed: the question, after a follow-up's topic; at most 400 tokens, the newest words win. */
  readonly vectorText: string;
  /** What to search for in words, not folded yet; bounded likewise. */
  readonly lexicalText: string;
  readonly isFollowUp: boolean;
}

/**
 * Turns the unanswered messages (oldest first) into a question that can be searched for on its own. A follow-up ("and on
 * Sundays?", "yes" after an offer) gets the topic of the last turns (`history`, oldest first) by rules, without a model call;
 * a complete question is left as it is. The unanswered messages are not part of the history.
 */
export function searchQuestion({
  unanswered,
  history,
}: {
  unanswered: readonly string[];
  history: readonly PastMessage[];
}): SearchQuestion {
  const question = unanswered.map(withoutCourtesies).filter(asks(history)).join('\n');
  if (question === '') return { question, vectorText: '', lexicalText: '', isFollowUp: false };
  const topic = isConsent(question) ? [...topicOf(history), offerOf(history)] : isFollowUp(question) ? topicOf(history) : [];
  const text = lastWords([...topic, question].join('\n'), mostTokens);
  return { question, vectorText: text, lexicalText: text, isFollowUp: topic.length > 0 };
}

const mostTokens = 400;
const mostTopicTokens = 150;
const mostKeyLineTokens = 40;
/** A question mark further from the end is not what a text ends with. */
const mostEnding = 100;

const isConsent = (message: string): boolean => consents.has(searchText(message));

/** "OK" asks for what was offered, and nothing where nothing was. */
const asks =
  (history: readonly PastMessage[]) =>
  (message: string): boolean =>
    isConsent(message) ? offerOf(history) !== '' : message !== '';

/** The question that the last message ends with, when it is ours: "Would you like our prices? 😊" */
function offerOf(history: readonly PastMessage[]): string {
  const last = history.at(-1);
  if (last?.role !== 'business' || !/[?؟]\s*\S{0,2}\s*$/u.test(last.text.slice(-mostEnding))) return '';
  return leadingText(sentencesOf(tidyLine(last.text.slice(-1_000)), 'simple').at(-1) ?? '', mostKeyLineTokens);
}

/** The last question, before it the one that it goes on with where it has no subject of its own, and what the last answer was about. */
function topicOf(history: readonly PastMessage[]): string[] {
  const questions = history
    .filter(({ role }) => role === 'end_user')
    .map(({ text }) => withoutCourtesies(text))
    .filter((text) => text !== '' && !isConsent(text))
    .slice(-mostQuestions);
  const last = questions.at(-1) ?? '';
  const earlier = isThin(last) ? (questions.slice(0, -1).findLast((question) => !isThin(question)) ?? questions.at(-2) ?? '') : '';
  const lastAnswer = history.findLast(({ role }) => role === 'business')?.text ?? '';
  return [lastWords(earlier, mostTopicTokens), lastWords(last, mostTopicTokens), keyLineOf(lastAnswer)].filter((line) => line !== '');
}

/** How far back a topic is looked for over follow-ups. */
const mostQuestions = 5;

const isThin = (question: string): boolean => isFollowUp(question) || contentWords(searchText(question)).length < 2;

/** An answer's first sentence with a subject. */
function keyLineOf(answer: string): string {
  const sentences = sentencesOf(tidyLine(withoutCourtesies(answer.slice(0, 4_000))), 'simple');
  const key = sentences.find((sentence) => !isConsent(sentence) && contentWords(searchText(sentence)).length > 0) ?? '';
  return leadingText(key.trim(), mostKeyLineTokens);
}

/** The end of a text, at most `tokens` long, from a word's start on. */
function lastWords(text: string, tokens: number): string {
  if (estimateTokens(text) <= tokens) return text;
  const words = text.slice(-tokens * 8).split(/(?<=\s)/u);
  let [start, sumTokens] = [words.length, 0];
  while (start > 0) {
    sumTokens += estimateTokens(words[start - 1] ?? '');
    if (sumTokens > tokens) break;
    start -= 1;
  }
  // One word longer than the bound: its end.
  return start === words.length ? Array.from(text).slice(-tokens).join('') : words.slice(start).join('').trim();
}
