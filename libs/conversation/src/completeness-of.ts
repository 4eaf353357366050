import { foldText } from './fold-text.ts';
import { leadingGreeting } from './greetings.ts';

/**
 * How finished a message looks: `complete` can be answered now, a `lead_in` only announces that something will come
 * ("Bonjour", "j'aurais une question"), a `fragment` stops in the middle.
 *
 * Punctuation and length decide in any language; short lists help with French, English, Spanish, Portuguese, German
 * and Arabic.
 */
export function completenessOf(text: string): 'complete' | 'lead_in' | 'fragment' {
  const folded = foldText(text.slice(0, 500));
  if (isLeadIn(folded)) return 'lead_in';
  const ending = text.trimEnd().slice(-80);
  if (/(?:\.{2,}|…|[,،、:;؛(-])$/u.test(ending)) return 'fragment';
  if (/[?!.؟。！？।]['"»”’)\p{Extended_Pictographic}\uFE0F\s]*$/u.test(ending)) return 'complete';
  const lastWord = foldText(ending).split(' ').at(-1) ?? '';
  if (connectors.has(lastWord)) return 'fragment';
  return wordCount(text.slice(0, 500)) >= fewestWords ? 'complete' : 'fragment';
}

/** Most people put no full stop in a chat: this many words make a message of their own. */
const fewestWords = 4;

const words = new Intl.Segmenter(undefined, { granularity: 'word' });
const wordCount = (text: string): number => Array.from(words.segment(text)).filter((part) => part.isWordLike).length;

function isLeadIn(folded: string): boolean {
  let rest = folded;
  for (let greeting = leadingGreeting(rest); greeting !== undefined; greeting = leadingGreeting(rest)) rest = greeting.rest;
  const isGreeting = rest !== folded && (rest === '' || rest.split(' ').every((word) => addressees.has(word)));
  return isGreeting || leadIns.has(rest);
}

const folded = (...texts: string[]): Set<string> => new Set(texts.map(foldText));

const addressees = folded(
  'madame',
  'monsieur',
  'mesdames',
  'messieurs',
  'à',
  'a',
  'tous',
  'toutes',
  'vous',
  'et',
  'team',
  'all',
  'everyone',
  'there',
  'sir',
  'madam',
  'zusammen',
  'señor',
  'señora',
  'tudo',
  'bem',
  'ça',
  'va',
  'how',
  'are',
  'you',
  'qué',
  'tal',
);

const leadIns = folded(
  'question',
  'une question',
  'petite question',
  'une petite question',
  'j’ai une question',
  'j’aurais une question',
  'j’ai une petite question',
  'j’aurais une petite question',
  'je peux vous poser une question',
  'j’aurais besoin d’un renseignement',
  'j’ai besoin d’un renseignement',
  'j’aurais besoin d’aide',
  'j’ai besoin d’aide',
  'je voudrais savoir',
  'je voulais savoir',
  'j’aimerais savoir',
  'vous êtes là',
  'y a quelqu’un',
  'il y a quelqu’un',
  'i have a question',
  'i’ve got a question',
  'quick question',
  'one question',
  'a question',
  'can i ask you something',
  'can i ask a question',
  'i need help',
  'can you help me',
  'i would like to know',
  'i wanted to ask',
  'anyone there',
  'are you there',
  'una pregunta',
  'tengo una pregunta',
  'tengo una duda',
  'una consulta',
  'quería saber',
  'quisiera saber',
  'necesito ayuda',
  'me puedes ayudar',
  'hay alguien',
  'uma pergunta',
  'tenho uma pergunta',
  'tenho uma dúvida',
  'uma dúvida',
  'queria saber',
  'gostaria de saber',
  'preciso de ajuda',
  'pode me ajudar',
  'eine frage',
  'ich habe eine frage',
  'ich hätte eine frage',
  'ich hätte da mal eine frage',
  'kurze frage',
  'ich wollte fragen',
  'ich brauche hilfe',
  'können sie mir helfen',
  'kannst du mir helfen',
  'عندي سؤال',
  'لدي سؤال',
  'سؤال',
  'ممكن سؤال',
  'لو سمحت',
  'أريد أن أسأل',
  'أحتاج مساعدة',
  'ممكن مساعدة',
);

const connectors = folded(
  'et',
  'ou',
  'mais',
  'donc',
  'car',
  'que',
  'pour',
  'avec',
  'de',
  'du',
  'des',
  'le',
  'la',
  'les',
  'un',
  'une',
  'au',
  'à',
  'parce',
  'si',
  'mon',
  'ma',
  'mes',
  'and',
  'or',
  'but',
  'because',
  'that',
  'for',
  'with',
  'of',
  'the',
  'a',
  'an',
  'to',
  'my',
  'if',
  'so',
  'y',
  'o',
  'pero',
  'porque',
  'para',
  'con',
  'el',
  'los',
  'las',
  'mi',
  'e',
  'ou',
  'mas',
  'com',
  'do',
  'da',
  'meu',
  'minha',
  'und',
  'oder',
  'aber',
  'weil',
  'dass',
  'für',
  'mit',
  'von',
  'der',
  'die',
  'das',
  'ein',
  'eine',
  'mein',
  'meine',
  'و',
  'أو',
  'لكن',
  'لأن',
  'مع',
  'من',
  'في',
  'على',
);
