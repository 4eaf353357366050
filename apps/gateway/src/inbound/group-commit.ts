/** Something that is committed together with what arrives beside it. */
export interface GroupCommit<Item, Result> {
  /** Resolves when the item is durable; rejects when it is not. */
  submit(item: Item): Promise<Result>;
  /** Resolves when nothing is waiting or under way. */
  drained(): Promise<void>;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Commits all items that arrived while the last commit was under way in one go: one round trip at a time, batched by the tick and
 * not by a timer, so an idle process adds no delay and a busy one pays for one round trip per batch. `commit` tells for each item, in
 * order, how it ended; when it throws, none of them is durable.
 */
export function createGroupCommit<Item, Result>(
  commit: (items: readonly Item[]) => Promise<readonly PromiseSettledResult<Result>[]>,
  maximumItems: number,
): GroupCommit<Item, Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let running: Promise<void> | undefined;

  const run = async (): Promise<void> => {
    await new Promise(setImmediate);
    while (waiting.length > 0) {
      const group = waiting.slice(0, maximumItems);
      waiting = waiting.slice(maximumItems);
      try {
        const ends = await commit(group.map(({ item }) => item));
        for (const [index, { resolve, reject }] of group.entries()) {
          const end = ends[index];
          if (end?.status === 'fulfilled') resolve(end.value);
          else reject(end ? end.reason : new Error('the commit gave too few results'));
        }
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    running = undefined;
  };

  return {
    submit: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        running ??= run();
      }),
    drained: async () => {
      while (running) await running;
    },
  };
}
