import { ownTextFor, spokenTextFor, type Voice } from './own-text-for.ts';
import { textFor } from './text-for.ts';

const voice = (changes: Partial<Voice>): Voice => ({ texts: {}, locale: 'fr', ownLocale: 'en', ...changes });

it('own words in the person’s language come first, then the assistant’s, then the platform’s own', () => {
  const texts = { closed: { fr: 'Fermé !', en: 'Closed!' } };
  expect(spokenTextFor('serviceClosed', voice({ texts }))).toBe('Fermé !');
  expect(spokenTextFor('serviceClosed', voice({ texts, locale: 'ar' }))).toBe('Closed!');
  expect(spokenTextFor('serviceClosed', voice({ texts, locale: 'ar', ownLocale: 'de' }))).toBe(textFor('serviceClosed', 'ar'));
  expect(spokenTextFor('overQuota', voice({ texts }))).toBe(textFor('overQuota', 'fr'));
});

it('there is no welcome but the tenant’s', () => expect(ownTextFor('welcome', voice({}))).toBeUndefined());
