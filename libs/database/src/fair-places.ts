/** So many places, dealt out in turns between those who want one. */
export interface FairPlaces {
  /**
   * Waits for a place. Who wants many waits behind itself: of those who wait, who has fewest comes first, and nobody ever has all of them.
   * @returns gives the place back; to be called once
   * @throws what `late` makes when there was none in time
   */
  take(who: string): Promise<() => void>;
  readonly waiting: number;
}

interface Line {
  /** Places that this one has. */
  held: number;
  /** When it got its last one. */
  lastTurn: number;
  readonly waiting: ((giveBack: () => void) => void)[];
}

/** A flood leaves this share of the places to others. */
const shareOfOthers = 0.25;

export function createFairPlaces({
  places,
  timeoutMs,
  late,
}: {
  readonly places: number;
  readonly timeoutMs: number;
  readonly late: () => Error;
}): FairPlaces {
  const mostOfOne = Math.max(1, Math.floor(places * (1 - shareOfOthers)));
  const lines = new Map<string, Line>();
  let free = places;
  let waiting = 0;
  let turn = 0;

  const leave = (who: string, line: Line): void => {
    if (line.held === 0 && line.waiting.length === 0) lines.delete(who);
  };
  const giveTo = (who: string, line: Line): (() => void) => {
    free -= 1;
    line.held += 1;
    turn += 1;
    line.lastTurn = turn;
    return () => {
      free += 1;
      line.held -= 1;
      leave(who, line);
      callNext();
    };
  };
  /** Whoever has the fewest places comes next, and of these who has waited for a turn the longest. */
  const callNext = (): void => {
    const [next] = [...lines]
      .filter(([, { held, waiting: calls }]) => held < mostOfOne && calls.length > 0)
      .sort(([, one], [, other]) => one.held - other.held || one.lastTurn - other.lastTurn);
    const called = free > 0 ? next?.[1].waiting.shift() : undefined;
    if (next === undefined || called === undefined) return;
    waiting -= 1;
    called(giveTo(...next));
    callNext();
  };

  return {
    get waiting() {
      return waiting;
    },
    take: (who) => {
      const line = lines.get(who) ?? { held: 0, lastTurn: 0, waiting: [] };
      lines.set(who, line);
      if (free > 0 && line.held < mostOfOne && line.waiting.length === 0) return Promise.resolve(giveTo(who, line));
      return new Promise((resolve, reject) => {
        const called = (giveBack: () => void): void => {
          clearTimeout(timer);
          resolve(giveBack);
        };
        const timer = setTimeout(() => {
          line.waiting.splice(line.waiting.indexOf(called), 1);
          waiting -= 1;
          leave(who, line);
          reject(late());
        }, timeoutMs);
        waiting += 1;
        line.waiting.push(called);
      });
    },
  };
}
