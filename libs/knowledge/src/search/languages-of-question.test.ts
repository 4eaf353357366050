import type { ChunkLanguage } from '../chunk.ts';
import { languagesOfQuestion } from './languages-of-question.ts';

const available: ChunkLanguage[] = ['ar', 'de', 'en', 'es', 'fr', 'pt', 'simple'];

describe('languagesOfQuestion', () => {
  it.each([
    ['fr', 'Quels sont vos horaires d’ouverture le dimanche ?'],
    ['en', 'What are your opening hours on Sundays, please?'],
    ['es', '¿Cuáles son los horarios de apertura los domingos?'],
    ['pt', 'Vocês podem me dizer quanto custa a entrega em São Paulo?'],
    ['de', 'Welche Öffnungszeiten haben Sie am Sonntag?'],
    ['ar', 'ما هي ساعات العمل يوم الأحد من فضلكم؟'],
  ] as const)('searches only %s and simple for "%s"', (language, text) => {
    expect(languagesOfQuestion(text, available)).toEqual([language, 'simple']);
  });

  it.each(['XJ-200', 'parking ?', 'iPhone 15 Pro Max', 'Qual è l’orario di apertura della domenica?', ''])(
    'searches everything for "%s"',
    (text) => {
      expect(languagesOfQuestion(text, available)).toEqual(available);
    },
  );

  it('searches everything when nothing is in the language of the question', () => {
    expect(languagesOfQuestion('What are your opening hours on Sundays, please?', ['fr', 'simple'])).toEqual(['fr', 'simple']);
  });
});
