/**
 * Cuts any language into comparable words: lower case, accents and Arabic vowel marks folded away,
 * letters and digits only. Scripts without spaces come out as one long word; the trigrams carry those.
 */
export function foldWords(text: string): string[] {
  return foldText(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

export function foldText(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/œ/g, 'oe').replace(/æ/g, 'ae').replace(/ß/g, 'ss');
}

/** Character trigrams of one folded word, with its edges marked: `chat` → `^ch cha hat at$`. */
export function trigramsOf(word: string): string[] {
  const marked = [...`^${word}$`];
  return marked.slice(2).map((_, start) => marked.slice(start, start + 3).join(''));
}
