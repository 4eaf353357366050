import { once, EventEmitter } from 'node:events';

import { jest } from '@jest/globals';

import type { Logger } from './logger.ts';
import { repeat } from './repeat.ts';

const makeLogger = () => {
  const logged: object[] = [];
  return { logged, logger: { warn: (line: object) => void logged.push(line) } as unknown as Logger };
};

describe('repeat', () => {
  afterEach(() => jest.useRealTimers());

  it('runs again after an error, which it logs with the name of the task', async () => {
    const { logged, logger } = makeLogger();
    const runs = new EventEmitter();
    let count = 0;
    const stop = repeat(
      'sweep',
      1,
      async () => {
        count += 1;
        if (count === 3) runs.emit('third');
        throw new Error(`run ${count}`);
      },
      logger,
    );
    await once(runs, 'third');
    await stop();
    expect(logged.slice(0, 2)).toEqual([
      { task: 'sweep', error: new Error('run 1') },
      { task: 'sweep', error: new Error('run 2') },
    ]);
  });

  it('never runs beside itself, and stopping waits for the run under way, after which there is none', async () => {
    jest.useFakeTimers();
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const events: string[] = [];
    const stop = repeat(
      'sweep',
      1,
      async () => {
        events.push('begins');
        await released;
        events.push('ends');
      },
      makeLogger().logger,
    );
    await jest.advanceTimersByTimeAsync(1_000);
    const stopped = stop().then(() => events.push('stopped'));
    release();
    await stopped;
    expect(jest.getTimerCount()).toBe(0);
    expect(events).toEqual(['begins', 'ends', 'stopped']);
  });

  it('can be stopped before its first run', async () => {
    jest.useFakeTimers();
    let count = 0;
    await repeat(
      'sweep',
      60_000,
      async () => {
        count += 1;
      },
      makeLogger().logger,
    )();
    await jest.advanceTimersByTimeAsync(120_000);
    expect(count).toBe(0);
  });
});
