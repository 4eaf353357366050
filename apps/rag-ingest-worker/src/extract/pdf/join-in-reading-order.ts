/** A piece of a line with its place; `width` in the same unit as `x`. */
export interface Piece {
  readonly text: string;
  readonly x: number;
  readonly width: number;
  readonly size: number;
}

const wordGap = 0.15;

/**
 * The text of pieces that stand side by side from left to right. Where most letters are Arabic or Hebrew the line is read from the
 * right, and only its Latin words and numbers from the left (pdf.js gives each piece in logical order already).
 */
export function joinInReadingOrder(pieces: readonly Piece[]): string {
  const rightToLeft = pieces.reduce((sum, { text }) => sum + count(text, rightToLeftLetters), 0);
  const leftToRight = pieces.reduce((sum, { text }) => sum + count(text, otherLetters), 0);
  const ordered = rightToLeft > leftToRight ? fromTheRight(pieces) : pieces;
  return ordered.reduce((line, piece, index) => {
    const previous = ordered[index - 1];
    return line + (previous !== undefined && areApart(previous, piece) ? ' ' : '') + piece.text;
  }, '');
}

export const isRightToLeft = (text: string): boolean => count(text, rightToLeftLetters) > count(text, otherLetters);

const rightToLeftLetters = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/g;
const otherLetters = /(?![\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC])\p{L}/gu;

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

function fromTheRight(pieces: readonly Piece[]): Piece[] {
  const ordered: Piece[] = [];
  let leftToRight: Piece[] = [];
  for (const piece of pieces.toReversed()) {
    if (!isRightToLeft(piece.text) && /[\p{L}\p{N}]/u.test(piece.text)) leftToRight.unshift(piece);
    else {
      ordered.push(...leftToRight, piece);
      leftToRight = [];
    }
  }
  return [...ordered, ...leftToRight];
}

function areApart(previous: Piece, next: Piece): boolean {
  if (/\s$/.test(previous.text) || /^\s/.test(next.text)) return false;
  const gap = previous.x < next.x ? next.x - (previous.x + previous.width) : previous.x - (next.x + next.width);
  return gap > wordGap * Math.max(previous.size, next.size);
}
