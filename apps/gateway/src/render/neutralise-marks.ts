import type { Piece } from './render-line.ts';

/**
 * Joins the pieces of a line and puts U+200B (zero-width space) beside literal characters that WhatsApp would
 * otherwise take for markup: it has no escapes. WhatsApp opens a span at a mark that follows no letter or digit and
 * hugs what comes after, and closes it at one that hugs what comes before and precedes no letter or digit; so
 * `2 * 3`, `2*3*4` and `snake_case` stay untouched, and so does a mark that is alone on its line.
 */
export function neutraliseMarks(pieces: readonly Piece[], isAtLineStart: boolean): string {
  const line = pieces.map((piece) => piece.text).join('');
  const pairable = ['*', '_', '~', '`'].filter((mark) => occursTwice(line, mark));
  let result = '';
  let offset = 0;
  for (const { text, isLiteral } of pieces) {
    result += isLiteral && pairable.length > 0 ? neutralise(text, line, offset, pairable) : text;
    offset += text.length;
  }
  const isReadAsBlock = isAtLineStart && pieces[0]?.isLiteral === true && /^\s*[>*-]\s/.test(result);
  return isReadAsBlock ? breaker + result : result;
}

const breaker = '\u200B';

const occursTwice = (line: string, mark: string): boolean => {
  const first = line.indexOf(mark);
  return first !== -1 && line.includes(mark, first + 1);
};

/** `text` stands in `line` at `offset`; its neighbours may be markup. */
function neutralise(text: string, line: string, offset: number, pairable: readonly string[]): string {
  return text.replace(/([*_~`])\1*/g, (run, mark: string, position: number) => {
    if (!pairable.includes(mark)) return run;
    if (mark === '`') return run.replaceAll(mark, mark + breaker);
    const start = offset + position;
    const before = characterBefore(line, start);
    const after = characterAt(line, start + run.length);
    const canOpen = !isWord(before) && isHuggable(after);
    const canClose = isHuggable(before) && !isWord(after);
    return `${canClose ? breaker : ''}${run}${canOpen ? breaker : ''}`;
  });
}

const characterAt = (line: string, index: number): string => String.fromCodePoint(line.codePointAt(index) ?? 32);
const characterBefore = (line: string, index: number): string =>
  (line.charCodeAt(index - 1) & 0xfc00) === 0xdc00 ? characterAt(line, index - 2) : characterAt(line, index - 1);

const isWord = (character: string): boolean => /[\p{L}\p{N}]/u.test(character);
const isHuggable = (character: string): boolean => !/[\s\u200B]/u.test(character);
