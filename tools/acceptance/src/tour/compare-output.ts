/**
 * Compares what a block printed with what the tour shows, line by line. A `…` in the tour stands for anything on its line: ids, times.
 * @returns what differs, for a person; undefined when nothing does
 */
export function compareOutput(shown: string, printed: string): string | undefined {
  const [wanted, actual] = [linesOf(shown), linesOf(printed)];
  const first = Array.from({ length: Math.max(wanted.length, actual.length) }, (_, index) => index).find(
    (index) => !fits(wanted[index], actual[index]),
  );
  if (first === undefined) return undefined;
  return [
    `its output differs in line ${first + 1}:`,
    `  the tour shows  ${say(wanted[first])}`,
    `  it printed      ${say(actual[first])}`,
  ].join('\n');
}

const linesOf = (text: string): string[] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trimEnd());

const say = (line: string | undefined): string => line ?? '(nothing more)';

function fits(wanted: string | undefined, actual: string | undefined): boolean {
  if (wanted === undefined || actual === undefined) return false;
  const pattern = wanted
    .split('…')
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${pattern}$`, 'u').test(actual);
}
