/** When a business is open: by the clock on its wall, whatever summer time does to it. */
export interface OpeningHours {
  /** By its name in the IANA time zone database. */
  timeZone: string;
  /** A day that is left out is closed. */
  week: Partial<Record<Weekday, readonly Opening[] | undefined>>;
  /** Days that are unlike their weekday. */
  exceptions: readonly { date: string; openings: readonly Opening[] }[];
}

/** From `opens` until before `closes`, as HH:MM; `closes` not later than `opens` is on the next day. */
export interface Opening {
  opens: string;
  closes: string;
}

export type Weekday = (typeof weekdays)[number];

export const isOpenAt = (hours: OpeningHours, at: Date): boolean => {
  const minute = wallMinuteOf(at, hours.timeZone);
  return openingsAround(hours, minute, minute).some(({ from, until }) => from <= minute && minute < until);
};

/**
 * Whether `now` lies in the same closed period as an earlier moment at which the business was closed: it has not opened in between.
 * Moments more than a month apart never do, so that somebody who comes back is told again.
 */
export function isSameClosedPeriod(hours: OpeningHours, earlier: Date, now: Date): boolean {
  if (now.getTime() - earlier.getTime() > longestPeriodMs) return false;
  const [since, until] = [wallMinuteOf(earlier, hours.timeZone), wallMinuteOf(now, hours.timeZone)];
  return !openingsAround(hours, since, until).some((opening) => opening.from <= until && opening.until > since);
}

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
const dayMinutes = 24 * 60;
const longestPeriodMs = 31 * dayMinutes * 60_000;

/** The openings that touch the days from `since` to `until`, in wall minutes; one that began the day before may last into the first. */
function openingsAround(hours: OpeningHours, since: number, until: number): { from: number; until: number }[] {
  const days: number[] = [];
  for (let day = Math.floor(since / dayMinutes) - 1; day <= Math.floor(until / dayMinutes); day += 1) days.push(day);
  return days.flatMap((day) =>
    openingsOn(hours, day).map(({ opens, closes }) => {
      const [from, end] = [day * dayMinutes + minutesOf(opens), day * dayMinutes + minutesOf(closes)];
      return { from, until: end > from ? end : end + dayMinutes };
    }),
  );
}

function openingsOn({ week, exceptions }: OpeningHours, day: number): readonly Opening[] {
  const midnight = new Date(day * dayMinutes * 60_000);
  const date = midnight.toISOString().slice(0, 10);
  const exception = exceptions.find((candidate) => candidate.date === date);
  return exception ? exception.openings : (week[weekdays[midnight.getUTCDay()] ?? 'sunday'] ?? []);
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** What the clock on the wall shows, as minutes since the beginning of 1970 on that clock. */
function wallMinuteOf(at: Date, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute) / 60_000;
}
