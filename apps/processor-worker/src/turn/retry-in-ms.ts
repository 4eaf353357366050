import type { Turn } from './turn.ts';

const shortestMs = 15_000;
const longestMs = 5 * 60_000;

/**
 * When a model that is away is asked again: the longer it has been, the later, and never all who wait at the same moment, so that its
 * return is no storm. `chance` is from 0 to 1.
 */
export function retryInMs({ inbox: { now, unanswered } }: Pick<Turn, 'inbox'>, chance = Math.random()): number {
  const waitedMs = Math.max(0, ...unanswered.map(({ receivedAt }) => now.getTime() - receivedAt.getTime()));
  return Math.round(Math.min(Math.max(waitedMs / 2, shortestMs), longestMs) * (0.5 + chance));
}
