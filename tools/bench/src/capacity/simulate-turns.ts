import { percentile } from '@sylion/knowledge';

import { seededRandom, type SeededRandom } from '../corpus/seeded-random.ts';

/** Turns that come by chance (Poisson), to so many places that each do one at a time; how long each takes varies as models do. */
export interface QueueShape {
  readonly arrivalsPerSecond: number;
  readonly places: number;
  readonly serviceSeconds: number;
  /** How many turns are simulated; the first tenth is not counted. */
  readonly turns: number;
  readonly seed: number;
}

export interface SimulatedQueue {
  /** Mean share of the places that were busy. */
  readonly utilisation: number;
  /** Mean number of turns under way. */
  readonly underWay: number;
  readonly waitP50Seconds: number;
  readonly waitP95Seconds: number;
}

/** First come, first served: every turn takes the place that is free first. */
export function simulateTurns({ arrivalsPerSecond, places, serviceSeconds, turns, seed }: QueueShape): SimulatedQueue {
  const random = seededRandom(seed);
  const freeAt = new Float64Array(places);
  const waits: number[] = [];
  let now = 0;
  let busySeconds = 0;
  let startedAt = 0;
  for (let turn = 0; turn < turns; turn += 1) {
    now += -Math.log(1 - random.uniform()) / arrivalsPerSecond;
    const service = serviceSeconds * spread(random);
    let place = 0;
    for (let other = 1; other < places; other += 1) if ((freeAt[other] ?? 0) < (freeAt[place] ?? 0)) place = other;
    const begin = Math.max(now, freeAt[place] ?? 0);
    freeAt[place] = begin + service;
    if (turn < turns / 10) startedAt = now;
    else {
      waits.push(begin - now);
      busySeconds += service;
    }
  }
  const underWay = busySeconds / (now - startedAt);
  return {
    utilisation: underWay / places,
    underWay,
    waitP50Seconds: percentile(waits, 0.5),
    waitP95Seconds: percentile(waits, 0.95),
  };
}

/** A log-normal factor with the mean 1: most answers are quicker than the mean, a few take several times as long. */
function spread(random: SeededRandom): number {
  const sigma = 0.6;
  return Math.exp(sigma * random.normal() - sigma ** 2 / 2);
}
