import { createGroupCommit } from './group-commit.ts';

describe('group commit', () => {
  it('commits what arrives during a commit together, in order, and gives each its own result', async () => {
    const groups: number[][] = [];
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const group = createGroupCommit<number, string>(async (items) => {
      groups.push([...items]);
      if (groups.length === 1) await gate;
      return items.map((item) => ({ status: 'fulfilled', value: `stored ${item}` }));
    }, 100);
    const first = group.submit(1);
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    const others = [2, 3, 4].map((item) => group.submit(item));
    release();
    expect(await Promise.all([first, ...others])).toEqual(['stored 1', 'stored 2', 'stored 3', 'stored 4']);
    expect(groups).toEqual([[1], [2, 3, 4]]);
  });

  it('takes no more than its maximum at once', async () => {
    const sizes: number[] = [];
    const group = createGroupCommit<number, number>(async (items) => {
      sizes.push(items.length);
      return items.map((value) => ({ status: 'fulfilled', value }));
    }, 2);
    await Promise.all([1, 2, 3, 4, 5].map((item) => group.submit(item)));
    expect(sizes).toEqual([2, 2, 1]);
  });

  it('rejects a failed group and goes on with the next', async () => {
    let isBroken = true;
    const group = createGroupCommit<number, number>(async (items) => {
      if (isBroken) throw new Error('away');
      return items.map((value) => ({ status: 'fulfilled', value }));
    }, 10);
    await expect(group.submit(1)).rejects.toThrow('away');
    isBroken = false;
    await expect(group.submit(2)).resolves.toBe(2);
    await group.drained();
  });

  it('lets one item fail alone', async () => {
    const group = createGroupCommit<number, number>(
      async (items) =>
        items.map((value) => (value === 2 ? { status: 'rejected', reason: new Error('held') } : { status: 'fulfilled', value })),
      10,
    );
    const ends = await Promise.allSettled([1, 2, 3].map((item) => group.submit(item)));
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});
