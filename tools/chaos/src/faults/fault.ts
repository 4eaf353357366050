import type { Random } from '@sylion/emulators';

import type { Stage } from '../stage/stage.ts';

/** Something bad that can happen to the running product. */
export interface Fault {
  /** In words, for the record. */
  readonly name: string;
  /** Happens once, to whom the dice say; resolves when it is over, to `missed` when the moment for it never came. */
  strike(stage: Stage, random: Random): Promise<void | 'missed'>;
}

/** A range of whole milliseconds, both ends included. */
export type RangeMs = readonly [fromMs: number, toMs: number];

export const between = (random: Random, [from, to]: RangeMs): number => Math.round(from + random() * (to - from));

export function oneOf<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to choose from');
  return item;
}
