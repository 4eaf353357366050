import type { Redis } from 'ioredis';

/** A rate as the generic cell rate algorithm takes it: one unit per `intervalMs` in the long run, `burst` of them at once. */
export interface Pace {
  readonly intervalMs: number;
  readonly burst: number;
}

/** A budget as Redis keeps it: under `key` stands the time (ms) at which it will be whole again. */
export interface RateClock extends Pace {
  readonly key: string;
  /** Where a slower pace may stand for a while (`slowDown`). */
  readonly slowdownKey?: string;
}

/** A slower pace is forgotten by half in so many ms: after a slowdown a rate doubles that often, until it is its own again. */
const halfLifeMs = 10_000;
/** No slower than this. */
const slowestIntervalMs = 2_000;
/** What comes back within so many ms of a slowdown was sent before it, and says nothing about the slower pace. */
const underWayMs = 1_000;

/** The pace that holds now: the clock's own, or what is left of a slowdown, which leaves no burst to speak of. */
const paceFunction = `
local function pace_of(slowdown, interval, burst, now)
  local noted = slowdown and redis.call('GET', slowdown)
  if not noted then return interval, burst, math.huge end
  local slow, at = string.match(noted, '(.+)@(.+)')
  local age = now - tonumber(at)
  local left = math.max(interval, tonumber(slow) * 2 ^ (-age / ${halfLifeMs}))
  return left, math.max(1, math.floor(burst * interval / left)), age
end`;

/** GCRA over several clocks at once, on Redis's own clock. ARGV: of each clock interval, burst and the place of its slowdown's key, 0 for none. */
const takeScript = `${paceFunction}
local t = redis.call('TIME')
local now = t[1] * 1000 + t[2] / 1000
local wait = 0
local arrivals, intervals = {}, {}
for i = 1, #ARGV / 3 do
  local interval, burst = pace_of(KEYS[tonumber(ARGV[3 * i])], tonumber(ARGV[3 * i - 2]), tonumber(ARGV[3 * i - 1]), now)
  intervals[i] = interval
  arrivals[i] = math.max(tonumber(redis.call('GET', KEYS[i]) or 0), now)
  wait = math.max(wait, arrivals[i] - (burst - 1) * interval - now)
end
local answer = { wait > 0 and math.ceil(wait) or 0 }
for i, interval in ipairs(intervals) do
  if wait <= 0 then
    arrivals[i] = arrivals[i] + interval
    redis.call('SET', KEYS[i], string.format('%.3f', arrivals[i]), 'PX', math.ceil(arrivals[i] - now) + 1000)
  end
  answer[i + 1] = string.format('%.3f', arrivals[i] - now)
end
return answer`;

/** ARGV: interval, burst, the ms to wait at least. Twice as slow as now, unless it was slowed down just now; its burst is used up, and nothing leaves for so long. */
const slowDownScript = `${paceFunction}
local t = redis.call('TIME')
local now = t[1] * 1000 + t[2] / 1000
local interval, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local slow, left, age = pace_of(KEYS[2], interval, burst, now)
if age >= ${underWayMs} then
  slow = math.max(interval, math.min(slow * 2, ${slowestIntervalMs}))
  redis.call('SET', KEYS[2], string.format('%.3f@%.3f', slow, now), 'PX', ${halfLifeMs} * 20)
  left = math.max(1, math.floor(burst * interval / slow))
end
local arrival = now + tonumber(ARGV[3]) + (left - 1) * slow
if arrival > tonumber(redis.call('GET', KEYS[1]) or 0) then redis.call('SET', KEYS[1], string.format('%.3f', arrival), 'PX', math.ceil(arrival - now) + 1000) end
return 0`;

/** What was taken comes back: the clocks go back by one interval each (ARGV). A clock that has run out is whole anyway. */
const giveBackScript = `
for i, key in ipairs(KEYS) do
  local arrival = redis.call('GET', key)
  if arrival then redis.call('SET', key, string.format('%.3f', arrival - ARGV[i]), 'KEEPTTL') end
end
return 0`;

/** How budgets stand after something was asked of them. */
export interface Taken {
  /** 0 when a unit was taken of every one of them; else none was, and it may be asked again after so many ms. */
  readonly waitMs: number;
  /** Of each budget, in their order: the ms until it is whole again. */
  readonly wholeInMs: readonly number[];
}

/** Takes one unit of every budget, or none of any: atomic, however many processes ask. */
export async function takeUnits(redis: Redis, ...clocks: readonly RateClock[]): Promise<Taken> {
  const slowdowns = clocks.flatMap(({ slowdownKey }) => slowdownKey ?? []);
  const placeOf = (slowdownKey: string | undefined): number =>
    slowdownKey === undefined ? 0 : clocks.length + 1 + slowdowns.indexOf(slowdownKey);
  const [waitMs, ...wholeInMs] = (await redis.eval(
    takeScript,
    clocks.length + slowdowns.length,
    ...clocks.map(({ key }) => key),
    ...slowdowns,
    ...clocks.flatMap(({ intervalMs, burst, slowdownKey }) => [intervalMs, burst, placeOf(slowdownKey)]),
  )) as [number, ...string[]];
  return { waitMs, wholeInMs: wholeInMs.map(Number) };
}

/**
 * Somebody else's limit is lower than this pace: nothing more for `delayMs`, and half as fast from then on, twice as fast again every ten
 * seconds. Asked again and again it finds the limit, and stays about there.
 */
export async function slowDown(redis: Redis, clock: RateClock & { readonly slowdownKey: string }, delayMs: number): Promise<void> {
  await redis.eval(slowDownScript, 2, clock.key, clock.slowdownKey, clock.intervalMs, clock.burst, delayMs);
}

/** Undoes one `takeUnits`. */
export async function giveBackUnits(redis: Redis, ...clocks: readonly RateClock[]): Promise<void> {
  await redis.eval(giveBackScript, clocks.length, ...clocks.map(({ key }) => key), ...clocks.map(({ intervalMs }) => intervalMs));
}
