import fc from 'fast-check';

import { readRetryAfter } from './read-retry-after.ts';

const now = new Date('2026-11-22T12:00:00Z');

it('reads seconds and dates, and nothing else', () => {
  expect(readRetryAfter(' 120 ', now)).toBe(120_000);
  expect(readRetryAfter('Sun, 22 Nov 2026 12:01:30 GMT', now)).toBe(90_000);
  expect(readRetryAfter('Sun, 22 Nov 2026 11:00:00 GMT', now)).toBe(0);
  for (const text of [null, '', 'soon', '-5', '1.5', '99999999999', '2026-11-22', 'Sun, 99 Foo'])
    expect(readRetryAfter(text, now)).toBeNull();
});

it('never waits for less than nothing, whatever it is told', () => {
  fc.assert(fc.property(fc.string(), (text) => (readRetryAfter(text, now) ?? 0) >= 0));
  fc.assert(fc.property(fc.date({ noInvalidDate: true }), (date) => (readRetryAfter(date.toUTCString(), now) ?? 0) >= 0));
});
