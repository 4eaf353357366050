import { boulangerie } from './boulangerie.ts';
import type { TranscriptLine } from './play-demo.ts';

const width = 78;

/** The conversation as text: the end user on the left, the assistant on the right. */
export function formatTranscript(lines: readonly TranscriptLine[]): string {
  const title = ` WhatsApp · ${boulangerie.number.verifiedName} · ${boulangerie.number.displayPhoneNumber} `;
  const bubbles = lines.flatMap((line) => {
    const isOurs = line.who === 'assistant';
    const foot = isOurs ? `${line.ticks} Lumi · ${line.secondsAfterQuestion?.toFixed(1)} s` : `Camille ${line.ticks}`;
    return [...wrap(line.text, 52), foot].map((text) => (isOurs ? text.padStart(width) : text)).concat('');
  });
  return [`┌${title.padEnd(width, '─')}┐`, ...bubbles.map((text) => `│${text.padEnd(width)}│`), `└${'─'.repeat(width)}┘`].join('\n');
}

function wrap(text: string, columns: number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const rows = [''];
    for (const word of paragraph.split(/ (?![?!:;])/)) {
      const row = rows.at(-1) ?? '';
      if (row !== '' && row.length + 1 + word.length > columns) rows.push(word);
      else rows[rows.length - 1] = row === '' ? word : `${row} ${word}`;
    }
    return rows;
  });
}
