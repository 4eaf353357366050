import { atPoint } from './kill-at.ts';

const sights = [
  { direction: 'up', words: /insert/ },
  { direction: 'down', words: /COMMIT/ },
] as const;

describe('a named point', () => {
  const pass = (watcher: ReturnType<typeof atPoint>, direction: 'up' | 'down', text: string, connection: object, freshAt = 0): boolean =>
    watcher({ text, freshAt, direction, connection });

  it('is reached by the sights in their order on one connection, and nothing of the last one passes', () => {
    let reached = 0;
    const watcher = atPoint({ sights }, () => (reached += 1) > 0);
    const [one, other] = [{}, {}];
    expect(pass(watcher, 'down', 'COMMIT', one)).toBe(true);
    expect(pass(watcher, 'up', 'insert', one)).toBe(true);
    expect(pass(watcher, 'down', 'COMMIT', other)).toBe(true);
    expect(reached).toBe(0);
    expect(pass(watcher, 'down', 'COMMIT', one)).toBe(false);
  });

  it('is seen across two pieces, and what was there before is no new sight', () => {
    const connection = {};
    const watcher = atPoint({ sights }, () => true);
    expect(pass(watcher, 'up', 'ins', connection)).toBe(true);
    expect(pass(watcher, 'up', 'insert', connection, 3)).toBe(true);
    expect(pass(watcher, 'down', 'COMMIT and more', connection, 6)).toBe(true);
    expect(pass(watcher, 'down', 'COMMIT COMMIT', connection, 6)).toBe(false);
  });

  it('is passed by when it is not yet its turn', () => {
    const watcher = atPoint({ sights }, () => false);
    const connection = {};
    pass(watcher, 'up', 'insert', connection);
    expect(pass(watcher, 'down', 'COMMIT', connection)).toBe(true);
  });
});
