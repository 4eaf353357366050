import type { Redis } from 'ioredis';

/** A rate as the generic cell rate algorithm takes it: one unit per `intervalMs` in the long run, `burst` of them at once. */
export interface Pace {
  readonly intervalMs: number;
  readonly burst: number;
}

/** A budget as Redis keeps it: under `key` stands the time (ms) at which it will be whole again. */
export interface RateClock extends Pace {
  readonly key: string;
}

/** GCRA over several keys at once, on Redis's own clock. ARGV: interval and burst of each key. */
const takeScript = `
local t = redis.call('TIME')
local now = t[1] * 1000 + t[2] / 1000
local wait = 0
local arrivals = {}
for i, key in ipairs(KEYS) do
  local interval, burst = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
  arrivals[i] = math.max(tonumber(redis.call('GET', key) or 0), now)
  wait = math.max(wait, arrivals[i] - (burst - 1) * interval - now)
end
local answer = { wait > 0 and math.ceil(wait) or 0 }
for i, key in ipairs(KEYS) do
  if wait <= 0 then
    arrivals[i] = arrivals[i] + tonumber(ARGV[2 * i - 1])
    redis.call('SET', key, string.format('%.3f', arrivals[i]), 'PX', math.ceil(arrivals[i] - now) + 1000)
  end
  answer[i + 1] = string.format('%.3f', arrivals[i] - now)
end
return answer`;

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
  const [waitMs, ...wholeInMs] = (await redis.eval(
    takeScript,
    clocks.length,
    ...clocks.map(({ key }) => key),
    ...clocks.flatMap(({ intervalMs, burst }) => [intervalMs, burst]),
  )) as [number, ...string[]];
  return { waitMs, wholeInMs: wholeInMs.map(Number) };
}

/** Undoes one `takeUnits`. */
export async function giveBackUnits(redis: Redis, ...clocks: readonly RateClock[]): Promise<void> {
  await redis.eval(giveBackScript, clocks.length, ...clocks.map(({ key }) => key), ...clocks.map(({ intervalMs }) => intervalMs));
}
