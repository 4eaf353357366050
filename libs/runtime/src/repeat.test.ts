import { once, EventEmitter } from 'node:events';

import type { Logger } from './logger.ts';
import { repeat } from './repeat.ts';

const makeLogger = () => {
  const logged: object[] = [];
  return { logged, logger: { warn: (line: object) => void logged.push(line) } as unknown as Logger };
};

describe('repeat', () => {
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
    const runs = new EventEmitter();
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const events: string[] = [];
    const stop = repeat(
      'sweep',
      1,
      async () => {
        events.push('begins');
        runs.emit('begins');
        await released;
        events.push('ends');
      },
      makeLogger().logger,
    );
    await once(runs, 'begins');
    const stopped = stop().then(() => events.push('stopped'));
    release();
    await stopped;
    await new Promise((resolve) => setTimeout(resolve, 20)); // nothing is to happen: there is no condition to wait for
    expect(events).toEqual(['begins', 'ends', 'stopped']);
  });

  it('can be stopped before its first run', async () => {
    let count = 0;
    await repeat(
      'sweep',
      60_000,
      async () => {
        count += 1;
      },
      makeLogger().logger,
    )();
    expect(count).toBe(0);
  });
});
