import type { Line } from './placed-text.ts';

/** Headers and footers stand in the margins. */
const marginShare = 0.1;
const leastPages = 3;
/** Odd and even pages may have headers of their own. */
const leastShare = 0.4;
const longestPageNumber = 40;
const pageNumber = /^\W*(?:page|p\.?|seite|página|pagina|صفحة)?\s*\d{1,4}(?:\s*(?:\/|of|de|sur|von|من)\s*\d{1,4})?\W*$/iu;

/**
 * The pages without their headers, footers and page numbers: lines in the upper or lower margin that stand at the same height of most pages
 * with the same words, numbers aside. A headline counts only if its numbers are the same too ("Chapter 1", "Chapter 2" stay).
 */
export function dropRunningLines(pages: readonly (readonly Line[])[], bodySize: number): (readonly Line[])[] {
  const pagesByKey = new Map<string, number>();
  for (const lines of pages) {
    for (const key of new Set(lines.filter(isInMargin).map((line) => keyOf(line, bodySize))))
      pagesByKey.set(key, (pagesByKey.get(key) ?? 0) + 1);
  }
  const isRunning = (line: Line) => {
    const times = pagesByKey.get(keyOf(line, bodySize)) ?? 0;
    const text = line.text.trim();
    if (text.length <= longestPageNumber && pageNumber.test(text)) return times >= 2;
    return times >= leastPages && times >= leastShare * pages.length;
  };
  return pages.map((lines) => lines.filter((line) => !isInMargin(line) || !isRunning(line)));
}

const isInMargin = ({ depth }: Line) => depth < marginShare || depth > 1 - marginShare;

function keyOf(line: Line, bodySize: number): string {
  const words = line.text.replace(/\s+/g, ' ').trim();
  return `${Math.round(line.y / 4)}:${line.size > 1.15 * bodySize ? words : words.replace(/\d+/g, '#')}`;
}
