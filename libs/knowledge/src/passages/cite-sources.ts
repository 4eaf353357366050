import type { Locale } from '@sylion/conversation';
import type { Passage } from '../passage.ts';
import { citationMarkers } from './citation-markers.ts';
import { plainName } from './plain-name.ts';

export type CitationStyle = 'none' | 'short';

export interface CitedAnswer {
  readonly text: string;
  /** The passages cited, in the order they are first named. */
  readonly cited: readonly Passage[];
}

/**
 * Turns the markers that the model puts after statements (`[1]`, `[2, 3]`: places in `passages`, from 1) into what an end user
 * reads: nothing, or (`short`) one line at the end, `_Sources: Prices 2026, p. 3, 5 · Guide_`. An answer without markers gets none.
 */
export function citeSources(answer: string, passages: readonly Passage[], style: CitationStyle, locale: Locale): CitedAnswer {
  const markers = citationMarkers(answer, passages.length);
  if (markers.length === 0) return { text: answer, cited: [] };
  const cited = [...new Set(markers.flatMap((marker) => marker.cited))].flatMap((number) => passages[number - 1] ?? []);
  const text = withoutMarkers(answer, markers);
  const sources = style === 'short' ? sourceLine(cited, locale) : '';
  return { text: [text, sources].filter((part) => part !== '').join('\n\n'), cited };
}

function withoutMarkers(answer: string, markers: readonly { start: number; end: number }[]): string {
  let text = '';
  let from = 0;
  for (const { start, end } of markers) {
    const before = (text + answer.slice(from, start)).replace(/(?<![ \u00A0])[ \u00A0]+$/u, '');
    // A line that held only markers goes as a whole.
    const isOwnLine = /(?:^|\n)$/u.test(before) && /^[ \u00A0]*(?:\n|$)/u.test(answer.slice(end));
    text = isOwnLine ? before.replace(/\n$/u, '') : before;
    from = end;
  }
  return (text + answer.slice(from)).trimEnd();
}

function sourceLine(passages: readonly Passage[], locale: Locale): string {
  const pagesByName = new Map<string, Set<number>>();
  for (const { documentName, page } of passages) {
    const name = plainName(documentName, longestName);
    if (name === '') continue;
    const pages = pagesByName.get(name) ?? new Set();
    pagesByName.set(name, page === null ? pages : pages.add(page));
  }
  if (pagesByName.size === 0) return '';
  const words = sourceWords[locale];
  const sources = [...pagesByName].map(([name, pages]) =>
    pages.size === 0 ? name : `${name}, ${words.page} ${[...pages].sort((a, b) => a - b).join(', ')}`,
  );
  return `_${sources.length === 1 ? words.one : words.several} ${sources.join(' · ')}_`;
}

const longestName = 60;

const sourceWords: Record<Locale, { one: string; several: string; page: string }> = {
  fr: { one: 'Source :', several: 'Sources :', page: 'p.' },
  en: { one: 'Source:', several: 'Sources:', page: 'p.' },
  es: { one: 'Fuente:', several: 'Fuentes:', page: 'p.' },
  pt: { one: 'Fonte:', several: 'Fontes:', page: 'p.' },
  ar: { one: 'المصدر:', several: 'المصادر:', page: 'ص' },
  de: { one: 'Quelle:', several: 'Quellen:', page: 'S.' },
};
