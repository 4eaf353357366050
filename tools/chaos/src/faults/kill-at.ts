import { setTimeout as pause } from 'node:timers/promises';

import type { Actor } from '../stage/actor.ts';
import type { Piece, Watcher } from '../stage/door.ts';
import type { Fault } from './fault.ts';
import type { Point } from './points.ts';

const mostPassedBy = 3;
const givesUpAfterMs = 20_000;

/** SIGKILL of whichever process of the app comes to the point, the first time or one of the next. Gives up when none comes. */
export const killAt = (point: Point): Fault => ({
  name: `kill ${point.app} ${point.name}`,
  strike: async (stage, random) => {
    const actors = stage.actors(point.app);
    let passesLeft = Math.floor(random() * mostPassedBy);
    const over = new AbortController();
    const watchers = actors.map((actor) => {
      const watcher = atPoint(point, () => {
        if (over.signal.aborted) return false;
        passesLeft -= 1;
        if (passesLeft >= 0) return false;
        actor.kill();
        stage.note(`${actor.name} is killed ${point.name}`);
        over.abort();
        return true;
      });
      return { actor, watcher };
    });
    const each = (act: (door: Actor['doors'][Point['door']], watcher: Watcher) => void): void =>
      watchers.forEach(({ actor, watcher }) => act(actor.doors[point.door], watcher));
    each((door, watcher) => door.watch(watcher));
    await pause(givesUpAfterMs, undefined, { signal: over.signal }).catch(() => undefined);
    each((door, watcher) => door.unwatch(watcher));
    return over.signal.aborted ? undefined : 'missed';
  },
});

/** Follows the sights on every connection by itself. `reached` says whether the process died there. */
export function atPoint({ sights }: Pick<Point, 'sights'>, reached: () => boolean): Watcher {
  const progress = new WeakMap<object, number>();
  return (piece) => {
    const step = progress.get(piece.connection) ?? 0;
    const sight = sights[step];
    if (sight === undefined || sight.direction !== piece.direction || !isNewIn(piece, sight.words)) return true;
    const isLast = step === sights.length - 1;
    progress.set(piece.connection, isLast ? 0 : step + 1);
    return !isLast || !reached();
  };
}

const isNewIn = ({ text, freshAt }: Piece, words: RegExp): boolean =>
  [...text.matchAll(new RegExp(words, 'g'))].some((match) => match.index + match[0].length > freshAt);
