import { sampleHistory, sampleMessage, sampleText, sampleTurn } from '../../test/sample-turn.ts';
import { questionOf } from './question-of.ts';

const voiceNote = sampleMessage({ kind: 'audio', media: { providerMediaId: 'm', mimeType: 'audio/ogg', isVoice: true } });
const photo = (caption: string) => sampleMessage({ kind: 'image', media: { providerMediaId: 'm', mimeType: 'image/jpeg' }, caption });
const history = [sampleHistory('end_user', 'Combien coûte une révision complète ?'), sampleHistory('assistant', 'Elle coûte 45 euros.')];
const askedFor = (unanswered: Parameters<typeof sampleTurn>[0], past = history) =>
  questionOf(sampleTurn(unanswered), { history: past }).vectorText;

it('all unanswered words are asked together: texts, captions, tapped choices', () => {
  const tapped = sampleMessage({ kind: 'choice', id: '1', title: 'Menu midi', description: 'servi à table' });
  const asked = askedFor([sampleText('Vous réparez les dérailleurs ?'), photo('Celui de la photo est tordu'), tapped], []);
  for (const words of ['dérailleurs', 'tordu', 'Menu midi', 'servi à table']) expect(asked).toContain(words);
});

it('a follow-up is asked with its topic', () => expect(askedFor([sampleText('et pour un vélo électrique ?')])).toContain('révision'));

it.each([
  ['a voice note', [voiceNote]],
  ['a greeting and a voice note', [sampleText('Bonjour'), voiceNote]],
])('%s goes on with what was asked last', (_what, unanswered) => expect(askedFor(unanswered)).toContain('révision'));

it('a voice note at the start, and a greeting ever, ask nothing', () => {
  expect(askedFor([voiceNote], [])).toBe('');
  expect(askedFor([sampleText('Bonjour !')])).toBe('');
});

it('what we said ourselves is no topic', () => {
  const apology = sampleHistory('system', 'Désolé, un problème technique nous empêche de répondre.');
  expect(askedFor([sampleText('et demain ?')], [...history, apology])).not.toContain('technique');
});
