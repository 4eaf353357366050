import fc from 'fast-check';

import { createFairPlaces } from './fair-places.ts';

class Late extends Error {}
const open = (places: number, timeoutMs = 60_000) => createFairPlaces({ places, timeoutMs, late: () => new Late() });

/** Takes places one by one as they are called, and notes in whose turn each was given. */
function queueUp(fair: ReturnType<typeof open>, askers: readonly string[]) {
  const given: { who: string; giveBack: () => void }[] = [];
  const all = askers.map((who) => fair.take(who).then((giveBack) => void given.push({ who, giveBack })));
  return { given, all: Promise.all(all) };
}
const settle = () => new Promise(setImmediate);
async function giveAllBack(given: ReturnType<typeof queueUp>['given'], count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    await settle();
    given[index]?.giveBack();
  }
}

describe('places that are dealt out fairly', () => {
  it('let a newcomer go before the second of a flood', async () => {
    const fair = open(4);
    const { given, all } = queueUp(fair, [...Array.from({ length: 20 }, () => 'flood'), 'calm']);
    await settle();
    expect(given.map(({ who }) => who)).toEqual(['flood', 'flood', 'flood', 'calm']);
    await giveAllBack(given, 21);
    await all;
  });

  it('are dealt in turns while everybody waits', async () => {
    const fair = open(1);
    const { given, all } = queueUp(fair, ['a', 'a', 'a', 'b', 'b', 'c']);
    await giveAllBack(given, 6);
    await all;
    expect(given.map(({ who }) => who).join('')).toBe('abcaba');
    expect(fair.waiting).toBe(0);
  });

  it('are never more than there are, never all of one, and everybody gets one in the end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 40 }),
        async (places, askers) => {
          const fair = open(places);
          const { given, all } = queueUp(fair, askers);
          const held = new Set<number>();
          for (let done = 0; done < askers.length; done += 1) {
            await settle();
            given.forEach((_, index) => index >= done && held.add(index));
            expect(held.size).toBeLessThanOrEqual(places);
            for (const who of ['a', 'b', 'c'])
              expect([...held].filter((index) => given[index]?.who === who).length).toBeLessThan(Math.max(2, places));
            held.delete(done);
            given[done]?.giveBack();
          }
          await all;
          expect(given).toHaveLength(askers.length);
        },
      ),
    );
  });

  it('are not waited for longer than is sensible', async () => {
    const fair = open(1, 5);
    const giveBack = await fair.take('a');
    await expect(fair.take('a')).rejects.toBeInstanceOf(Late);
    giveBack();
    await expect(fair.take('a')).resolves.toBeInstanceOf(Function);
  });
});
