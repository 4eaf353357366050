import { findPhrase } from './find-phrase.ts';

const phrases = ['parler à un humain', 'réclamation', 'موظف', 'human', '!!!'];

it.each([
  ['Bonjour, je veux PARLER A UN HUMAIN !', 'parler à un humain'],
  ['C’est une réclamation.', 'réclamation'],
  ['Reclamation…', 'réclamation'],
  ['أريد التحدث إلى مُوَظَّف', 'موظف'],
  ['the humanities department', undefined],
  ['des réclamations', undefined],
  ['parler à un… humain', 'parler à un humain'],
  ['', undefined],
])('%s holds %s', (text, phrase) => expect(findPhrase(text, phrases)).toBe(phrase));
