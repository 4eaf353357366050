import { readNumber } from '../read-json.ts';

const firstPlausible = Date.UTC(2009, 0);
const toleratedAheadMs = 24 * 60 * 60 * 1_000;

/** Reads a unix time in seconds or milliseconds, as number or string. A missing or impossible one gives `receivedAt`. */
export const readTimestamp = (value: unknown, receivedAt: Date): Date => {
  const time = readUnixTime(value);
  const isPlausible = time !== undefined && time.getTime() >= firstPlausible && time.getTime() <= receivedAt.getTime() + toleratedAheadMs;
  return isPlausible ? time : receivedAt;
};

/** Reads a unix time that may lie in the future; undefined if there is none. */
export const readUnixTime = (value: unknown): Date | undefined => {
  const number = readNumber(value);
  if (number === undefined) return undefined;
  const time = new Date(number >= 1e12 ? number : number * 1_000);
  return Number.isNaN(time.getTime()) ? undefined : time;
};
