import fc from 'fast-check';

import { assistantChangeSchema } from './rest/assistants.ts';
import { assistantSettingsSchema, readAssistantSettings } from './assistant-settings.ts';

const hours = { timeZone: 'Europe/Paris', week: { monday: [{ opens: '09:00', closes: '02:00' }] } };

it.each<[string, object, boolean]>([
  ['a week in a time zone', { businessHours: hours }, true],
  ['an offset instead of a time zone', { businessHours: { ...hours, timeZone: '+01:00' } }, false],
  ['a time zone that nobody knows', { businessHours: { ...hours, timeZone: 'Europe/Atlantis' } }, false],
  ['a 25th hour', { businessHours: { ...hours, week: { monday: [{ opens: '09:00', closes: '25:00' }] } } }, false],
  ['an eighth day', { businessHours: { ...hours, week: { someday: [] } } }, false],
  ['a date that does not exist', { businessHours: { ...hours, exceptions: [{ date: '2026-02-30', openings: [] }] } }, false],
  ['texts in some languages', { texts: { welcome: { fr: 'Bonjour', ar: 'مرحبا' } } }, true],
  ['a text in a language that is not ours', { texts: { welcome: { tlh: 'nuqneH' } } }, false],
  ['an endless text', { texts: { closed: { fr: 'x'.repeat(1_001) } } }, false],
  ['a phrase of one letter, which many a message holds', { handOffRules: { phrases: ['a'] } }, false],
])('%s', (_what, change, fits) => expect(assistantChangeSchema.safeParse(change).success).toBe(fits));

it('a change names what it changes: nothing gets a default', () => {
  expect(assistantChangeSchema.parse({ temperature: 1 })).toEqual({ temperature: 1 });
  expect(assistantChangeSchema.safeParse({}).success).toBe(false);
});

it('stored settings from before a setting existed have its default, and one that no longer fits as well', () => {
  const stored = { instructions: 'Be kind.', tools: ['of_tomorrow'], language: 'klingon', ofTomorrow: 1 };
  expect(readAssistantSettings(stored)).toEqual({ ...assistantSettingsSchema.parse({}), instructions: 'Be kind.', tools: ['of_tomorrow'] });
});

it('stored settings are read, whatever they hold', () => {
  const names = Object.keys(assistantSettingsSchema.shape);
  const someSettings = fc.record(Object.fromEntries(names.map((name) => [name, fc.jsonValue()])), { requiredKeys: [] });
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), someSettings), (stored) => {
      expect(Object.keys(readAssistantSettings(stored)).sort()).toEqual([...names].sort());
    }),
    { numRuns: 300, examples: [[JSON.parse('{"__proto__": false, "constructor": 1}')]] },
  );
});
