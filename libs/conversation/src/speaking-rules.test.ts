import { locales } from './locale.ts';
import { detectOptWord } from './detect-opt-word.ts';
import { mayAssistantAnswer, type Speakers } from './may-assistant-answer.ts';
import { mayCommit } from './may-commit.ts';
import { isServiceWindowOpen, serviceWindowEndsAt } from './service-window.ts';
import { textFor } from './text-for.ts';
import { english } from './texts/en.ts';
import type { TextKey } from './texts/text-key.ts';

describe('service window', () => {
  const wroteAt = new Date('2026-11-22T10:00:00Z');

  it('is open for 24 hours after the last inbound message and closed from then on', () => {
    expect(serviceWindowEndsAt(wroteAt)).toEqual(new Date('2026-11-23T10:00:00Z'));
    expect(isServiceWindowOpen(wroteAt, new Date('2026-11-23T09:59:59.999Z'))).toBe(true);
    expect(isServiceWindowOpen(wroteAt, new Date('2026-11-23T10:00:00Z'))).toBe(false);
    expect(isServiceWindowOpen(null, wroteAt)).toBe(false);
  });
});

describe('mayCommit', () => {
  it('lets only the newest claim of an unchanged epoch commit', () => {
    expect(mayCommit({ claim: 3, epoch: 1 }, { claim: 3, epoch: 1 })).toEqual({ commit: true });
    expect(mayCommit({ claim: 2, epoch: 1 }, { claim: 3, epoch: 1 })).toEqual({ commit: false, reason: 'claim_lost' });
    expect(mayCommit({ claim: 3, epoch: 1 }, { claim: 3, epoch: 2 })).toEqual({ commit: false, reason: 'epoch_changed' });
  });
});

describe('mayAssistantAnswer', () => {
  const date = new Date();
  const free: Speakers = { conversation: { handledBy: 'assistant' }, endUser: {} };

  it.each([
    ['an ordinary conversation', {}, { answer: true }],
    ['a human', { conversation: { handledBy: 'human' } }, { answer: false, state: 'handed_off', reason: 'handled_by_human' }],
    [
      'a human and an opt-out',
      { conversation: { handledBy: 'human' }, endUser: { optedOutAt: date } },
      { answer: false, state: 'handed_off', reason: 'handled_by_human' },
    ],
    ['an opt-out', { endUser: { optedOutAt: date } }, { answer: false, state: 'skipped', reason: 'end_user_opted_out' }],
    [
      'a block, human or not',
      { conversation: { handledBy: 'human' }, endUser: { blockedAt: date } },
      { answer: false, state: 'skipped', reason: 'end_user_blocked' },
    ],
  ] as [string, Partial<Speakers>, unknown][])('decides for %s', (_name, speakers, expected) => {
    expect(mayAssistantAnswer({ ...free, ...speakers })).toEqual(expected);
  });
});

describe('textFor', () => {
  it('has a short, distinct sentence for every key and language', () => {
    const keys = Object.keys(english) as TextKey[];
    for (const key of keys) {
      const sentences = locales.map((locale) => textFor(key, locale));
      expect(new Set(sentences).size).toBe(locales.length);
      for (const sentence of sentences) expect(sentence.length).toBeLessThan(200);
    }
  });

  it('tells those who opted out a word that opts them in again', () => {
    for (const locale of locales) {
      const words = textFor('optedOut', locale).match(/START|ALTA|اشتراك/gu) ?? [];
      expect(words.map(detectOptWord)).toEqual(['opt_in']);
    }
  });
});
