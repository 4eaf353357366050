import type { InboxMessage } from '@sylion/database';

import { sampleMessage, sampleText, sampleTurn } from '../../test/sample-turn.ts';
import { replyWithoutModel } from './reply-without-model.ts';

const reasonFor = (unanswered: InboxMessage[], optedOutAt: Date | null = null) => {
  const reply = replyWithoutModel(sampleTurn(unanswered, { optedOutAt }));
  return reply?.kind === 'fixed' ? `${reply.reason}: ${reply.textKey}` : reply;
};
const photo = (state: 'ready' | 'failed' | 'pending', caption?: string) =>
  sampleMessage(
    { kind: 'image', media: { providerMediaId: 'm', mimeType: 'image/jpeg' }, caption },
    { state, uri: state === 'ready' ? 'gs://b/o' : null, mimeType: 'image/jpeg', filename: null },
  );
const unsupported = sampleMessage({ kind: 'unsupported', type: 'poll' });
const longAgo = new Date(0);

describe('consent', () => {
  it.each<[string, Date | null, string[], string | undefined]>([
    ['a wish to opt out', null, ['Bonjour', 'STOP'], 'opted_out: optedOut'],
    ['a wish to opt in again', longAgo, ['START'], 'opted_in: optedIn'],
    ['the last word counts', null, ['START', 'STOP'], 'opted_out: optedOut'],
    ['a wish taken back at once', null, ['STOP', 'START'], undefined],
    ['opting in without ever having opted out is a message like any other', null, ['start'], undefined],
    ['opting out twice changes nothing', longAgo, ['START', 'STOP'], undefined],
    ['a word within a sentence is no wish', null, ['Quel est l’arrêt de bus le plus proche ?'], undefined],
  ])('%s', (_what, optedOutAt, texts, expected) => expect(reasonFor(texts.map(sampleText), optedOutAt)).toBe(expected));
});

describe('what nobody could read', () => {
  it.each<[string, InboxMessage[], string | undefined]>([
    ['only kinds we do not know', [unsupported, unsupported], 'unsupported_type: mediaUnsupported'],
    ['only files that were not to be had', [photo('failed'), photo('pending')], 'media_unreadable: mediaUnreadable'],
    ['both', [unsupported, photo('failed')], 'media_unreadable: mediaUnreadable'],
    ['a lost file with words about it', [photo('failed', 'Combien ?')], undefined],
    ['a lost file beside one that is there', [photo('failed'), photo('ready')], undefined],
    ['an unknown kind beside a question', [unsupported, sampleText('Combien ?')], undefined],
  ])('%s', (_what, unanswered, expected) => expect(reasonFor(unanswered)).toBe(expected));
});
