import { detectLocale } from './detect-locale.ts';

describe('detectLocale', () => {
  it.each([
    ['fr', 'Quels sont vos horaires le dimanche ?'],
    ['en', 'What time do you open on Sundays?'],
    ['es', '¿A qué hora abren los domingos?'],
    ['pt', 'A que horas vocês abrem no domingo?'],
    ['ar', 'متى تفتحون يوم الأحد؟'],
    ['de', 'Wann habt ihr am Sonntag geöffnet?'],
    ['en', 'Do you have parking'],
    ['fr', 'Je voudrais un devis svp'],
    ['es', 'tienen parking'],
    ['pt', 'quanto custa'],
    ['fr', 'c est combien la livraison'],
    ['fr', 'Bonjour'],
    ['en', 'hello there'],
    ['es', 'Hola'],
    ['pt', 'Olá'],
    ['ar', 'السلام عليكم'],
    ['de', 'Guten Tag'],
  ] as const)('hears %s in "%s"', (locale, text) => {
    expect(detectLocale([text], locale === 'fr' ? 'en' : 'fr')).toBe(locale);
  });

  it.each([
    '',
    'ok',
    '123',
    '👍',
    'pizza margherita',
    'Привет, как дела сегодня?',
    '你好，请问几点开门',
    'A-4711',
    'Quali sono gli orari di apertura?',
    'Hoe laat gaan jullie open?',
    'Yarın açık mısınız?',
    'Vad kostar det här?',
  ])('does not guess from "%s"', (text) => {
    expect(detectLocale([text], 'pt')).toBe('pt');
    expect(detectLocale([text], 'de')).toBe('de');
  });

  it('follows the newest text that speaks for itself', () => {
    expect(detectLocale(['Bonjour, je voudrais réserver une table', 'Actually, can we continue in English?', 'ok'], 'fr')).toBe('en');
  });

  it('falls back without texts', () => {
    expect(detectLocale([], 'es')).toBe('es');
  });
});
