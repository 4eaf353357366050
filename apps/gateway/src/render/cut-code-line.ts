import type { CodeLine } from './whatsapp-line.ts';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Cuts a line of code after the last grapheme that fits `room` code points, or at a code point if none does. Nothing is lost. */
export function cutCodeLine(line: CodeLine, room: number): [head: CodeLine, tail: CodeLine] {
  const fitting = Array.from(line.text.slice(0, 2 * room))
    .slice(0, room)
    .join('');
  // What follows decides whether the last grapheme is whole, so the segments are those of a longer text.
  const reach = line.text.slice(0, fitting.length + 64);
  let end = 0;
  for (const { index, segment } of graphemes.segment(reach)) {
    if (index + segment.length > fitting.length) break;
    end = index + segment.length;
  }
  if (end === 0) end = fitting.length;
  return [
    { ...line, text: line.text.slice(0, end) },
    { ...line, gap: 1, text: line.text.slice(end) },
  ];
}
