/** Something that is committed together with what arrives beside it. `commit` resolves to one result per item, in order. */
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
 * not by a timer, so an idle process adds no delay and a busy one pays for one round trip per batch.
 */
export function createGroupCommit<Item, Result>(
  commit: (items: readonly Item[]) => Promise<readonly Result[]>,
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
        const results = await commit(group.map(({ item }) => item));
        group.forEach(({ resolve, reject }, index) =>
          index < results.length ? resolve(results[index] as Result) : reject(new Error('the commit gave too few results')),
        );
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
