import { foldText } from './fold-text.ts';

/** What stays the same from one copy of a template to the next, as the triples of its letters; `size` in letters. */
export interface Shape {
  readonly size: number;
  readonly triples: ReadonlySet<string>;
}

const longestShape = 200;

/** The shape of a text: without case, accents, punctuation and numbers. Its beginning is enough. */
export function shapeOf(text: string): Shape {
  const letters = foldText(text.slice(0, 2 * longestShape))
    .replace(/[\p{N} ]+/gu, ' ')
    .trim()
    .slice(0, longestShape);
  const triples = new Set(Array.from({ length: Math.max(0, letters.length - 2) }, (_, index) => letters.slice(index, index + 3)));
  return { size: letters.length, triples };
}

/** How alike two shapes are, from 0 to 1: the share of their triples that both have (Sørensen–Dice); nothing is like what has none. */
export function likenessOf(one: Shape, other: Shape): number {
  if (one.triples.size === 0 || other.triples.size === 0) return 0;
  let common = 0;
  for (const triple of one.triples) if (other.triples.has(triple)) common += 1;
  return (2 * common) / (one.triples.size + other.triples.size);
}
