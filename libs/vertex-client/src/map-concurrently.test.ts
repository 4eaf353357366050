import { mapConcurrently } from './map-concurrently.ts';

it('keeps the order and never exceeds its limit', async () => {
  let running = 0;
  let most = 0;
  const doubled = await mapConcurrently([5, 1, 4, 2, 3], 2, async (number) => {
    most = Math.max(most, ++running);
    for (let tick = 0; tick < number; tick++) await Promise.resolve();
    running -= 1;
    return number * 2;
  });
  expect(doubled).toEqual([10, 2, 8, 4, 6]);
  expect(most).toBe(2);
  expect(await mapConcurrently([], 2, async () => 1)).toEqual([]);
});

it('begins nothing after a failure', async () => {
  const begun: number[] = [];
  const work = mapConcurrently([1, 2, 3, 4], 1, async (number) => {
    begun.push(number);
    if (number === 2) throw new Error('two');
  });
  await expect(work).rejects.toThrow('two');
  expect(begun).toEqual([1, 2]);
});
