/**
 * Roughly how many tokens a model counts for a text: a quarter per character of Latin script, half per character of
 * Arabic, Cyrillic and other alphabets, one per ideograph, syllable or emoji. Meant for budgets, never for quotas.
 */
export function estimateTokens(text: string): number {
  let quarters = 0;
  for (const character of text) quarters += quartersOf(character.codePointAt(0) ?? 0);
  return Math.ceil(quarters / 4);
}

const quartersOf = (codePoint: number): number =>
  codePoint < 0x250 ? 1 : codePoint < 0x1100 ? 2 : codePoint >= 0x2000 && codePoint < 0x2070 ? 1 : 4;
