import { locales } from '@sylion/conversation';
import fc from 'fast-check';
import type { Passage } from '../passage.ts';
import { citeSources } from './cite-sources.ts';

const passage = (documentName: string, page: number | null): Passage => ({
  documentId: documentName,
  documentName,
  heading: null,
  page,
  text: 'text',
  tokenCount: 1,
  chunkIds: [],
  similarity: null,
  vectorRank: null,
  textRank: null,
  score: 0,
});
const passages = [passage('Tarifs 2026.pdf', 3), passage('Guide.docx', null), passage('Tarifs 2026.pdf', 5)];
const textWithout = (answer: string) => citeSources(answer, passages, 'none', 'fr').text;

describe('citeSources', () => {
  it.each([
    ['fr', '_Source : Tarifs 2026, p. 3_'],
    ['en', '_Source: Tarifs 2026, p. 3_'],
    ['es', '_Fuente: Tarifs 2026, p. 3_'],
    ['pt', '_Fonte: Tarifs 2026, p. 3_'],
    ['de', '_Quelle: Tarifs 2026, S. 3_'],
    ['ar', '_المصدر: Tarifs 2026, ص 3_'],
  ] as const)('names the source in %s', (locale, line) => {
    expect(citeSources('49 € par mois [1].', passages, 'short', locale)).toEqual({
      text: `49 € par mois.\n\n${line}`,
      cited: [passages[0]],
    });
  });

  it('names every document once, in the order cited, its pages together', () => {
    expect(citeSources('B [2]. A [3, 1]. Encore B [2].', passages, 'short', 'fr')).toEqual({
      text: 'B. A. Encore B.\n\n_Sources : Guide · Tarifs 2026, p. 3, 5_',
      cited: [passages[1], passages[2], passages[0]],
    });
  });

  it.each([
    ['Nous ouvrons à 9 h [1].', 'Nous ouvrons à 9 h.'],
    ['Nous ouvrons à 9 h[1].', 'Nous ouvrons à 9 h.'],
    ['Vous êtes les bienvenus [1] !', 'Vous êtes les bienvenus !'],
    ['À 9 h. [1] Le dimanche à 10 h. [2]', 'À 9 h. Le dimanche à 10 h.'],
    ['Il coûte 49 € [1] et l’option 9 € [2].', 'Il coûte 49 € et l’option 9 €.'],
    ['It costs 49 € [1][2] while stocks last [1], [3].', 'It costs 49 € while stocks last.'],
    ['- Pro : 49 € [1]\n- Libre : 0 € [1; 2]\n\nMerci', '- Pro : 49 €\n- Libre : 0 €\n\nMerci'],
    ['*49 € [1]* par mois', '*49 €* par mois'],
    ['Nous ouvrons à 9 h.\n[1][2]', 'Nous ouvrons à 9 h.'],
    ['Nous ouvrons à 9 h.\n[1]\nÀ bientôt', 'Nous ouvrons à 9 h.\nÀ bientôt'],
    ['نفتح في التاسعة [١، ٢].', 'نفتح في التاسعة.'],
    ['نفتح في التاسعة [1] ونغلق في السادسة [2]؟', 'نفتح في التاسعة ونغلق في السادسة؟'],
  ])('takes the markers out of %j', (answer, text) => {
    expect(textWithout(answer)).toBe(text);
  });

  it.each([
    '[2] pièces au choix',
    '- [2] pièces',
    'Nous avons [2] pièces.',
    'Wir haben [2] Zimmer.',
    'Voir [1](https://example.com) ici',
    '[1]: https://example.com',
    'Selon la loi [4].',
    'Selon [1, 4].',
    'Selon [0].',
    'https://example.com/a[1].html',
    'Tapez `liste[1]` ici, ou `[2]`.',
    '```\nliste [1].\n```',
    '```\nliste [1].',
    '1. Un\n2. Deux',
    '[x] fait',
    '',
  ])('leaves %j as it is', (answer) => {
    expect(citeSources(answer, passages, 'short', 'fr')).toEqual({ text: answer, cited: [] });
  });

  it('makes names harmless and short', () => {
    const wild = [passage('*Prix*_[v2]`\n> <b>~x~ | #1.PDF', 1), passage('n'.repeat(200), null), passage('***', 2)];
    const { text } = citeSources('Oui [1, 2, 3].', wild, 'short', 'fr');
    expect(text).toBe(`Oui.\n\n_Sources : Prix v2 b x 1, p. 1 · ${'n'.repeat(59)}…_`);
  });

  it('never throws and never loses a word', () => {
    const part = fc.oneof(
      fc.constantFrom('[1]', '[2, 3]', '[9]', ' [1]', '. ', '\n', '`', '```', '](', 'mot', ' et ', '[', ']', '- ', 'http://a/'),
      fc.string({ maxLength: 8 }),
    );
    const wordsOf = (text: string) => text.replace(/[[(\]),;\s\p{Nd}]+/gu, '');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), fc.constantFrom(...locales), (parts, locale) => {
        const answer = parts.join('');
        const { text, cited } = citeSources(answer, passages, 'none', locale);
        expect(wordsOf(text)).toBe(wordsOf(answer));
        const { text: sourced } = citeSources(answer, passages, 'short', locale);
        expect(sourced.startsWith(text)).toBe(true);
        expect(sourced === text).toBe(cited.length === 0);
      }),
      { numRuns: 1_000 },
    );
  });
});
