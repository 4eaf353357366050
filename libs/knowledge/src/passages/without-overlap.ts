/**
 * What `text` adds to `before`, the chunk ahead of it in its document: without the sentences at its start that the other one
 * ends with. `hasOverlap` says whether there were any: the two are then one running text, and the white space between them is
 * in `text`.
 */
export function withoutOverlap(before: string, text: string): { text: string; hasOverlap: boolean } {
  // Overlap is at most half a chunk, and never all of it.
  const longest = Math.min(before.length, text.length - 1);
  const ending = before.slice(-longest);
  for (let start = 0; start < ending.length; start += 1) {
    const length = ending.length - start;
    const isAtWord =
      start === 0
        ? longest < before.length && /\s/u.test(before.charAt(before.length - longest - 1))
        : /\s/u.test(ending.charAt(start - 1));
    if (!isAtWord || length < shortestOverlap || !/\s/u.test(text.charAt(length))) continue;
    if (text.startsWith(ending.slice(start))) return { text: text.slice(length), hasOverlap: true };
  }
  return { text, hasOverlap: false };
}

/** Fewer characters may just happen to be the same. */
const shortestOverlap = 8;
