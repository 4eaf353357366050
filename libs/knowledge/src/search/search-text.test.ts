import fc from 'fast-check';
import { searchText } from './search-text.ts';

describe('searchText', () => {
  it.each([
    ["L’élève aime l'été, à Noël !", 'l eleve aime l ete a noel'],
    ['Bœuf aux œufs — 12,50 €', 'boeuf aux oeufs 12 50'],
    ['Wi-Fi XJ-200/B', 'wi fi xj 200 b'],
    ['¿Cuánto cuesta el envío?', 'cuanto cuesta el envio'],
    ['Promoção de verão', 'promocao de verao'],
    ['GROẞE Straße', 'grosse strasse'],
    ['İstanbul Iğdır', 'istanbul igdir'],
    ['مَـتَى تُفْتَحُ المَدْرَسَةُ؟', 'متي تفتح المدرسه'],
    ['أسعار إلى آخر ٣٥ درهمًا', 'اسعار الي اخر 35 درهما'],
    ['Ёлка Їжак', 'ёлка їжак'],
    ['हिन्दी', 'हिन्दी'],
    ['ﬁn ½ ①', 'fin 1 2 1'],
    ['👍 !?', ''],
  ])('folds %j', (text, folded) => {
    expect(searchText(text)).toBe(folded);
  });

  it('is idempotent and leaves letters and numbers only', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = searchText(text);
        expect(searchText(once)).toBe(once);
        expect(once).toMatch(/^(?:[\p{L}\p{M}\p{N}]+(?: [\p{L}\p{M}\p{N}]+)*)?$/u);
      }),
      { numRuns: 2_000 },
    );
  });
});
