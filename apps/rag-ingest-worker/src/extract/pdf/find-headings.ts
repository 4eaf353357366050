import { hasWords } from '../assemble-document.ts';
import { halfPoints, type BodyStyle } from './body-style.ts';
import type { Line } from './placed-text.ts';

const largerBy = 1.15;
const maxCharacters = 200;
const maxCharactersInBodySize = 90;

/**
 * The level of each line that is a heading: larger than the text (the largest are level 1), or as large wholly in another font, short, not
 * ended like a sentence, and with text of the body's font below it.
 */
export function findHeadings(lines: readonly Line[], body: BodyStyle): Map<Line, number> {
  const large = lines.filter((line) => isLarge(line, body));
  const sizes = [...new Set(large.map(({ size }) => halfPoints(size)))].toSorted((one, other) => other - one);
  const levels = new Map(large.map((line) => [line, Math.min(6, sizes.indexOf(halfPoints(line.size)) + 1)]));
  lines.forEach((line, index) => {
    if (!levels.has(line) && standsOut(line, lines[index - 1], lines[index + 1], body)) levels.set(line, Math.min(6, sizes.length + 1));
  });
  return levels;
}

const isLarge = ({ size, text, segments }: Line, body: BodyStyle) =>
  size >= largerBy * body.size && text.length <= maxCharacters && segments.length <= 2 && hasWords(text);

function standsOut(line: Line, previous: Line | undefined, next: Line | undefined, body: BodyStyle): boolean {
  const text = line.text.trim();
  const isApart = previous === undefined || previous.page !== line.page || previous.font !== line.font || previous.size !== line.size;
  return (
    line.font !== body.font &&
    Math.abs(line.size - body.size) < 0.15 * body.size &&
    line.segments.length === 1 &&
    line.segments[0]?.hasOneFont === true &&
    text.length <= maxCharactersInBodySize &&
    /^[\p{Lu}\p{Lo}\p{N}¿]/u.test(text) &&
    !/[.,;:!،؛]$/.test(text) &&
    isApart &&
    next !== undefined &&
    next.font === body.font &&
    next.segments.length === 1
  );
}
