import { neutraliseMarks } from './neutralise-marks.ts';
import type { Run, Style, TextLine } from './whatsapp-line.ts';

/** Text of a line that is either literal, to be protected from being read as markup, or markup already. */
export interface Piece {
  text: string;
  isLiteral: boolean;
}

/** One line in WhatsApp markup. Every style it opens it also closes. */
export function renderLine(line: Pick<TextLine, 'prefix' | 'runs'>): string {
  const hugging = styleOrder.reduce(
    hugText,
    line.runs.filter((run) => run.text !== ''),
  );
  const isAtLineStart = line.prefix === '' || line.prefix === '> ';
  return line.prefix + neutraliseMarks(withMarks(hugging), isAtLineStart);
}

const styleOrder: readonly Style[] = ['bold', 'italic', 'strike'];
const marks: Record<Style, string> = { bold: '*', italic: '_', strike: '~' };

/**
 * Makes every span of `style` one that WhatsApp shows: it hugs its text, so white space at its ends moves out of it,
 * and it stands at word borders, so a span that begins or ends inside a word loses the style and keeps its text.
 */
function hugText(runs: readonly Run[], style: Style): Run[] {
  const result: Run[] = [];
  for (let start = 0; start < runs.length;) {
    const isStyled = runs[start]?.styles.includes(style) ?? false;
    let end = start + 1;
    while (end < runs.length && runs[end]?.styles.includes(style) === isStyled) end += 1;
    const span = runs.slice(start, end);
    const isInsideWord =
      (endsInWord(runs[start - 1]?.text) && startsWithWord(span[0]?.text)) ||
      (startsWithWord(runs[end]?.text) && endsInWord(span.at(-1)?.text));
    if (!isStyled) result.push(...span);
    else if (isInsideWord) result.push(...span.map((run) => without(run, style)));
    else result.push(...withBareEnds(withBareEnds(span, style, 'start'), style, 'end'));
    start = end;
  }
  return result;
}

const without = (run: Run, style: Style): Run => ({ ...run, styles: run.styles.filter((other) => other !== style) });
const startsWithWord = (text = ''): boolean => /^[\p{L}\p{N}]/u.test(text);
const endsInWord = (text = ''): boolean => /[\p{L}\p{N}]$/u.test(text.slice(-2));

function withBareEnds(span: readonly Run[], style: Style, side: 'start' | 'end'): Run[] {
  const rest = [...span];
  const bare: Run[] = [];
  for (;;) {
    const run = side === 'start' ? rest.shift() : rest.pop();
    if (run === undefined) break;
    if (!run.styles.includes(style)) {
      bare.push(run);
      continue;
    }
    const core = side === 'start' ? run.text.trimStart() : run.text.trimEnd();
    const spaceLength = run.text.length - core.length;
    if (spaceLength > 0)
      bare.push(without({ ...run, text: side === 'start' ? run.text.slice(0, spaceLength) : run.text.slice(core.length) }, style));
    if (core === '') continue;
    if (side === 'start') rest.unshift({ ...run, text: core });
    else rest.push({ ...run, text: core });
    break;
  }
  return side === 'start' ? [...bare, ...rest] : [...rest, ...bare.reverse()];
}

function withMarks(runs: readonly Run[]): Piece[] {
  const pieces: Piece[] = [];
  let open: readonly Style[] = [];
  const change = (styles: readonly Style[]): void => {
    const kept = open.findIndex((style, index) => styles[index] !== style);
    const keptCount = kept === -1 ? open.length : kept;
    for (const style of open.slice(keptCount).reverse()) pieces.push({ text: marks[style], isLiteral: false });
    for (const style of styles.slice(keptCount)) pieces.push({ text: marks[style], isLiteral: false });
    open = styles;
  };
  for (const run of runs) {
    change(run.styles);
    pieces.push(
      run.kind === 'code' ? { text: inlineCode(run.text), isLiteral: false } : { text: run.text, isLiteral: run.kind === 'words' },
    );
  }
  change([]);
  return pieces;
}

/** Code that contains a backtick takes the three-backtick form, which WhatsApp shows within a line as well. */
const inlineCode = (code: string): string =>
  code.includes('`') ? `\`\`\`${code.replaceAll(/`(?=``)/g, '`\u200B').replace(/^`|`$/g, '\u200B`\u200B')}\`\`\`` : `\`${code}\``;
