import fc from 'fast-check';

import { isOpenAt, isSameClosedPeriod, type OpeningHours } from './business-hours.ts';

const day = [
  { opens: '09:00', closes: '12:30' },
  { opens: '14:00', closes: '19:00' },
];
const shop: OpeningHours = {
  timeZone: 'Europe/Paris',
  week: { monday: day, tuesday: day, friday: day, saturday: [{ opens: '18:00', closes: '02:00' }] },
  exceptions: [
    { date: '2026-12-25', openings: [] },
    { date: '2026-12-27', openings: [{ opens: '10:00', closes: '12:00' }] },
  ],
};
const at = (time: string): Date => new Date(time);

it.each([
  ['2026-11-23T08:59:00+01:00', false, 'a minute before opening'],
  ['2026-11-23T09:00:00+01:00', true, 'the minute of opening'],
  ['2026-11-23T12:30:00+01:00', false, 'the minute of closing for lunch'],
  ['2026-11-23T18:59:59+01:00', true, 'the last second'],
  ['2026-11-25T10:00:00+01:00', false, 'a weekday that is left out'],
  ['2026-11-28T23:00:00+01:00', true, 'a night that began on Saturday'],
  ['2026-11-29T01:59:00+01:00', true, 'the same night, on Sunday'],
  ['2026-11-29T02:00:00+01:00', false, 'its end'],
  ['2026-12-25T10:00:00+01:00', false, 'a holiday on an open weekday'],
  ['2026-12-27T10:00:00+01:00', true, 'an open day on a closed weekday'],
  ['2026-07-20T07:00:00Z', true, 'nine o’clock in summer'],
  ['2026-11-23T07:00:00Z', false, 'the same hour of the world’s clock in winter'],
  ['2026-03-30T07:00:00Z', true, 'the first Monday of summer time'],
  ['2026-10-26T07:59:00Z', false, 'the first Monday of winter time, too early'],
])('at %s it is open: %s (%s)', (time, isOpen) => expect(isOpenAt(shop, at(time))).toBe(isOpen));

it.each([
  ['2026-11-23T20:00:00+01:00', '2026-11-24T08:59:00+01:00', true, 'the same night'],
  ['2026-11-23T20:00:00+01:00', '2026-11-24T20:00:00+01:00', false, 'the next night'],
  ['2026-11-23T13:00:00+01:00', '2026-11-23T13:30:00+01:00', true, 'the same lunch'],
  ['2026-11-23T13:00:00+01:00', '2026-11-23T20:00:00+01:00', false, 'lunch and the evening'],
  ['2026-11-24T20:00:00+01:00', '2026-11-27T08:00:00+01:00', true, 'two days without openings'],
  ['2026-11-29T03:00:00+01:00', '2026-11-29T23:00:00+01:00', true, 'a closed Sunday after a long night'],
])('from %s to %s is one closed period: %s (%s)', (earlier, now, isSame) =>
  expect(isSameClosedPeriod(shop, at(earlier), at(now))).toBe(isSame),
);

it('a business that never opens tells so again after a month', () => {
  const never: OpeningHours = { timeZone: 'UTC', week: {}, exceptions: [] };
  expect(isSameClosedPeriod(never, at('2026-01-01T00:00:00Z'), at('2026-01-31T00:00:00Z'))).toBe(true);
  expect(isSameClosedPeriod(never, at('2026-01-01T00:00:00Z'), at('2026-02-02T00:00:00Z'))).toBe(false);
});

it('two closed moments share a period exactly if no moment between them is open, away from the hours that a clock repeats or leaves out', () => {
  const minute = fc.integer({ min: Date.UTC(2026, 10, 1) / 60_000, max: Date.UTC(2026, 10, 14) / 60_000 });
  fc.assert(
    fc.property(minute, fc.integer({ min: 0, max: 3 * 24 * 60 }), (start, length) => {
      const moments = Array.from({ length: length + 1 }, (_, index) => new Date((start + index) * 60_000));
      const [first, last] = [moments[0]!, moments.at(-1)!];
      fc.pre(!isOpenAt(shop, first) && !isOpenAt(shop, last));
      expect(isSameClosedPeriod(shop, first, last)).toBe(!moments.some((moment) => isOpenAt(shop, moment)));
    }),
    { numRuns: 15 },
  );
});
