/** A passage of the context the model was given, cut into sentences. */
export interface Passage {
  /** The passage's number where the prompt gives it one, for citations. */
  number: string | undefined;
  sentences: string[];
}

const tagNames = 'passages?|context|knowledge|sources?|documents?|chunk|excerpt|extrait';
/** The innermost tagged blocks: a `<passage>` inside `<passages>` counts by itself. */
const contextTag = new RegExp(`<(${tagNames})\\b([^>]*)>((?:(?!<\\/?(?:${tagNames})\\b)[\\s\\S])*)<\\/\\1>`, 'giu');

/**
 * Finds the passages an answer may be taken from: the tagged blocks (`<passage id="1">…</passage>`, `<context>…</context>` and alike)
 * of the given texts; where there are none, the whole system instruction counts as one passage.
 */
export function findPassages(systemText: string, otherTexts: string[]): Passage[] {
  const tagged = [systemText, ...otherTexts].flatMap(taggedPassages);
  return tagged.length > 0 ? tagged : [{ number: undefined, sentences: splitSentences(systemText) }];
}

/** The user's own words: the text without the passages that were put into the same turn. */
export function withoutPassages(text: string): string {
  let rest = text;
  let previous;
  do {
    previous = rest;
    rest = rest.replace(contextTag, ' ');
  } while (rest !== previous);
  return rest.trim();
}

/** Cuts at sentence ends, list items and lines; numbers, abbreviations and times such as `9.30` stay whole. */
export function splitSentences(text: string): string[] {
  return text
    .replace(/<[^>]{0,200}>/g, ' ')
    .split(/\n+/)
    .flatMap((line) => line.split(/(?<=[\p{L}\p{N}»”")][.!?؟…])\s+(?=[\p{Lu}\p{Lo}\p{N}«“"¿¡(])/u))
    .map((sentence) =>
      sentence
        .replace(/^[\s\-*•#>|]+/, '')
        .replace(/\*\*/g, '')
        .trim(),
    )
    .filter((sentence) => /\p{L}/u.test(sentence));
}

function taggedPassages(text: string): Passage[] {
  return [...text.matchAll(contextTag)]
    .map(([, , attributes = '', body = '']) => ({
      number: passageNumber(attributes, body),
      sentences: splitSentences(body.replace(/^\s*\[\d+\]/, '')),
    }))
    .filter((passage) => passage.sentences.length > 0);
}

function passageNumber(attributes: string, body: string): string | undefined {
  return /\b(?:id|number|index|n)="?(\d{1,3})"?/i.exec(attributes)?.[1] ?? /^\s*\[(\d{1,3})\]/.exec(body)?.[1];
}
