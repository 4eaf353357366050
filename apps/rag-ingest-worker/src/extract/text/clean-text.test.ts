import fc from 'fast-check';

import { cleanInline, cleanText } from './clean-text.ts';

describe('cleanText', () => {
  it.each([
    ['NUL and lone surrogates', 'a\0b\uD800c', 'a\uFFFDb\uFFFDc'],
    ['line ends', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['soft hyphens and invisible marks', 'in\u00ADvisible\u200B\u200E\uFEFF', 'invisible'],
    ['blanks that do not break', '20\u00A0000\u202F€', '20 000 €'],
    ['Latin ligatures', 'ﬁnance, oﬃce', 'finance, office'],
    ['Arabic presentation forms', '\uFEE3\uFEAE\uFEA3\uFE92\uFE8E', 'مرحبا'],
    ['accents apart from their letters', 'e\u0301te\u0301', 'été'],
    ['joiners, which some scripts need', 'می\u200Cخواهم', 'می\u200Cخواهم'],
    ['superscripts, which mean something', '14 m²', '14 m²'],
  ])('puts in order %s', (_, text, expected) => {
    expect(cleanText(text)).toBe(expected);
  });

  it('has nothing left to do the second time, and nothing that Postgres refuses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const cleaned = cleanText(text);
        expect(cleanText(cleaned)).toBe(cleaned);
        expect(cleaned.isWellFormed() && !cleaned.includes('\0')).toBe(true);
      }),
    );
  });
});

describe('cleanInline', () => {
  it('is one line without doubled blanks', () => {
    expect(cleanInline('  a \n\t b\u00A0 c ')).toBe('a b c');
  });
});
