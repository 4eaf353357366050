import fc from 'fast-check';
import type { ChunkLanguage } from '../chunk.ts';
import { sentencesOf } from './sentences-of.ts';

describe('sentencesOf', () => {
  it.each<[ChunkLanguage, string[]]>([
    ['fr', ['M. Dupont reçoit Mme. Leroy à 14.30.', 'Voir p. ex. Rabat et l’art. 12 du contrat.', 'C’est tout.']],
    ['fr', ['« Vous livrez ? » demande-t-il.', 'Oui…', 'Peut-être.', 'Le T.G.V. part à 9 h.']],
    ['en', ['Dr. Smith paid $3.50 to Mr. Jones, e.g. Friday.', 'See No. 5 Road and p. 12.', 'No.', 'He left at 5 p.m. today.']],
    ['es', ['El Sr. García y la Sra. Ruiz pagan 1.250,50 € hoy.', '¿Abren el domingo?', '¡Sí!']],
    ['pt', ['O Sr. Silva mora na Av. 25 de Abril.', 'A Profa. Lima também.']],
    ['de', ['Am 3. Mai öffnen wir z. B. Samstags.', 'Das kostet ca. 5 Euro, d. h. Wenig.', 'Fertig.']],
    ['it', ['Il sig. Rossi e il dott. Bianchi arrivano.', 'Ecco.']],
    ['nl', ['Dhr. Jansen en mevr. Bakker komen.', 'Bijv. Zaterdag.']],
    ['ar', ['هل تفتحون يوم الأحد؟', 'نعم، من التاسعة.', 'د. أحمد هنا!']],
    ['simple', ['یہ کھلا ہے۔', 'جی ہاں۔']],
  ])('reads %s: %j', (language, sentences) => {
    expect(sentencesOf(sentences.join(' '), language).map((sentence) => sentence.trimEnd())).toEqual(sentences);
  });

  it('loses nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom<ChunkLanguage>('fr', 'de', 'ar', 'simple'), (text, language) => {
        expect(sentencesOf(text, language).join('')).toBe(text);
      }),
    );
  });
});
