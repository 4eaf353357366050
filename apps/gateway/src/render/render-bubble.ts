import { countCodePoints } from './count-code-points.ts';
import { renderLine } from './render-line.ts';
import type { Line } from './whatsapp-line.ts';

/** The text of one bubble: its lines at their distances, every run of lines of one fence inside its own fence marks. */
export function renderBubble(lines: readonly Line[]): string {
  return lines
    .map((line, index) => {
      const distance = index === 0 ? '' : '\n'.repeat(line.gap);
      if (line.kind === 'text') return distance + renderLine(line);
      const opening = isSameFence(lines[index - 1], line) ? '' : `${fenceMark}\n`;
      const closing = isSameFence(lines[index + 1], line) ? '' : `\n${fenceMark}`;
      return distance + opening + line.text + closing;
    })
    .join('');
}

/** Code points of a line by itself, without any fence around it. */
export const sizeOfLine = (line: Line): number => countCodePoints(line.kind === 'code' ? line.text : renderLine(line));

/** A lower bound of `sizeOfLine` that needs no rendering: markup only ever adds. */
export const leastSizeOfLine = (line: Line): number =>
  line.kind === 'code' ? countCodePoints(line.text) : line.runs.reduce((sum, run) => sum + countCodePoints(run.text), 0);

/** Code points that putting `line` after `last` costs beyond its own: the distance, and the fence it opens. */
export function overheadOfLine(line: Line, last: Line | undefined): number {
  const distance = last === undefined ? 0 : line.gap;
  const opensFence = line.kind === 'code' && !isSameFence(last, line);
  return opensFence ? distance + 2 * (fenceMark.length + 1) : distance;
}

const fenceMark = '```';

const isSameFence = (neighbour: Line | undefined, line: Line): boolean =>
  neighbour?.kind === 'code' && line.kind === 'code' && neighbour.fence === line.fence;
