const pageMark = /^[ \t]*<!--\s*page\s+(\d+)\s*-->[ \t]*$/gim;

/** A transcript's pages, each with its Markdown; pages without words are left out. */
export function readTranscript(transcript: string): Map<number, string> {
  const marks = [...transcript.matchAll(pageMark)];
  return new Map(
    marks
      .map((mark, index): [number, string] => [
        Number(mark[1]),
        transcript.slice(mark.index + mark[0].length, marks[index + 1]?.index).trim(),
      ])
      .filter(([, words]) => /[\p{L}\p{N}]/u.test(words)),
  );
}
