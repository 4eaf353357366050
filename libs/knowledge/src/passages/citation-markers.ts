/** A marker, or several in a row, in an answer. */
export interface CitationMarker {
  readonly start: number;
  readonly end: number;
  /** 1-based numbers of the passages it names. */
  readonly cited: readonly number[];
}

/**
 * The citations among the brackets of an answer: `[1]`, `[2, 3]`, `[1][2]`, also with Arabic digits.
 *
 * A bracket is one if every number in it names a passage and it stands where a citation stands: after a statement on its line
 * (or alone on a line below one), and before a punctuation mark, the end of the line, a new sentence or a conjunction. So
 * "[2] rooms", "take [2] pills", `[1](https://…)`, `[1]: …`, a numbered list, a URL and code keep their brackets.
 */
export function citationMarkers(answer: string, passageCount: number): CitationMarker[] {
  const codeSpans = [...answer.matchAll(code)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
  return [...answer.matchAll(brackets)].flatMap((match) => {
    const [start, end] = [match.index, match.index + match[0].length];
    const cited = numbersIn(match[0]);
    const isInCode = codeSpans.some((span) => span.start < end && start < span.end);
    const namesPassages = cited.every((number) => number >= 1 && number <= passageCount);
    return !isInCode && namesPassages && standsLikeCitation(answer, start, end) ? [{ start, end, cited }] : [];
  });
}

/** Fenced blocks, also an unfinished one, and inline spans. */
const code = /```[\s\S]*?(?:```|$)|`[^`\n]+`/gu;
const bracket = '\\[\\p{Nd}{1,3}(?:\\s?[,;،]\\s?\\p{Nd}{1,3})*\\]';
const brackets = new RegExp(`${bracket}(?:[ \\u00A0]?[,;،]?[ \\u00A0]?${bracket})*`, 'gu');

function numbersIn(marker: string): number[] {
  const latin = marker.replace(/[\u0660-\u0669\u06F0-\u06F9]/gu, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
  return (latin.match(/\p{Nd}+/gu) ?? []).map(Number);
}

function standsLikeCitation(answer: string, start: number, end: number): boolean {
  const lineBefore = answer.slice(answer.lastIndexOf('\n', start - 1) + 1, start);
  const ahead = answer.slice(end, end + farthestAhead);
  if (/^[([]|^:\s*(?:https?:|<)/u.test(ahead) || /[[\\!]$/u.test(lineBefore) || /:\/\/\S*$/u.test(lineBefore)) return false;
  const endsLine = /^[ \u00A0]*(?:\n|$)/u.test(ahead);
  // A line of markers only belongs to the text above.
  if (!/[\p{L}\p{N}]/u.test(lineBefore.replace(listMarker, '')))
    return endsLine && lineBefore.trim() === '' && hasWords(answer.slice(0, start));
  if (endsLine || /^[ \u00A0]*(?:[.,;:!?…)»”"'*_~،؛؟۔]|[–—-] )/u.test(ahead)) return true;
  const startsSentence = /[.!?…؟۔:][)»”"'*_]*[ \u00A0]*$/u.test(lineBefore) && /^[ \u00A0]/u.test(ahead);
  return startsSentence || conjunction.test(ahead);
}

const farthestAhead = 60;
const listMarker = /^\s*(?:[-*•–]|\p{Nd}{1,3}[.)])\s+/u;
const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/** What a sentence goes on with after a cited statement: fr, en, es, pt, de, ar. */
const conjunction =
  /^ +(?:et|mais|ou|puis|tandis|alors|donc|car|qui|que|avec|pour|and|but|or|while|whereas|then|so|which|with|for|y|e|pero|o|mientras|aunque|con|para|mas|enquanto|com|und|aber|oder|während|sowie|mit|für|أو|ثم|لكن|بينما|كما|و\p{L}+)(?![\p{L}\p{N}])/iu;
