import { detectLanguage, type Language } from './detect-language.ts';
import { extractAnswer } from './extract-answer.ts';
import type { PerceivedMedia } from './fetch-media.ts';
import { findPassages, withoutPassages } from './find-passages.ts';
import type { ModelOutput } from './model-output.ts';
import { phrases } from './phrases.ts';
import { asksForHuman, isGreeting, isThanks } from './user-intent.ts';

/** The one tool the emulated model knows how to use. */
const handOffTool = 'hand_off_to_human';

export interface AnswerableTurn {
  systemText: string;
  /** Texts of the user's new messages, oldest first. */
  userTexts: string[];
  media: PerceivedMedia[];
  /** Texts of the user's answered messages, the latest first: they tell the language of a new message that is too short to. */
  earlierUserTexts: string[];
  toolNames: string[];
  /** The model was just given a tool's result. */
  followsToolResult: boolean;
}

/** `extract` mode: answers the user's new messages from the given context, in the user's language, or says that it does not know. */
export function answerFromContext(turn: AnswerableTurn): ModelOutput {
  const ownTexts = turn.userTexts.map(withoutPassages).filter((text) => text !== '');
  const questions = [...ownTexts, ...turn.media.flatMap((media) => media.text ?? [])];
  const language = firstLanguage([questions.join(' '), ...turn.earlierUserTexts, turn.systemText]);
  const say = phrases[language];

  if (turn.followsToolResult) return { kind: 'text', text: say.transferring };
  const request = questions.find(asksForHuman);
  if (request && turn.toolNames.includes(handOffTool)) {
    return { kind: 'functionCall', name: handOffTool, args: { reason: `The user asks for a human: ${request}` } };
  }
  const received = turn.media.map((media) => describeMedia(media, language));
  const answers = answerQuestions(questions, turn, language);
  return { kind: 'text', text: [...received, ...answers].join(' ') };
}

function answerQuestions(questions: string[], turn: AnswerableTurn, language: Language): string[] {
  const say = phrases[language];
  const open = questions.filter((text) => !isGreeting(text) && !isThanks(text));
  if (open.length === 0) {
    if (questions.some(isGreeting)) return [say.greeting];
    if (questions.length > 0) return [say.welcome];
    return turn.media.length > 0 ? [] : [say.unknown];
  }
  const passages = findPassages(turn.systemText, turn.userTexts);
  const answersTo = (texts: string[]) => texts.flatMap((text) => extractAnswer(text, passages) ?? []);
  // A message may hold several questions, and a question may be spread over several messages.
  const single = answersTo(open.flatMap(questionsOf));
  const found = single.length > 0 ? single : answersTo([open.join(' ')]);
  const cites = /\bcit(e|es|ation|ations|er|ez)\b/i.test(turn.systemText);
  const texts = found.map((answer) => {
    const spoken = detectLanguage(answer.text);
    const quote = spoken && spoken !== language ? say.quoting(answer.text) : answer.text;
    return cites && answer.passageNumber ? `${quote} [${answer.passageNumber}]` : quote;
  });
  return texts.length > 0 ? [...new Set(texts)] : [say.unknown];
}

function questionsOf(text: string): string[] {
  const questions = text.match(/[^?؟]+[?؟]*/g) ?? [];
  return questions.filter((question) => /[?؟]/.test(question)).length > 1 ? questions : [text];
}

function describeMedia(media: PerceivedMedia, language: Language): string {
  const say = phrases[language];
  if (media.mimeType.startsWith('image/')) return say.image;
  if (media.mimeType.startsWith('audio/')) return say.audio;
  if (media.mimeType.startsWith('video/')) return say.video;
  return say.document(media.name);
}

function firstLanguage(texts: string[]): Language {
  for (const text of texts) {
    const language = detectLanguage(text);
    if (language) return language;
  }
  return 'en';
}
