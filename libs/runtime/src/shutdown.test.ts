import type { Logger } from './logger.ts';
import { Shutdown } from './shutdown.ts';

const makeShutdown = () => {
  const logged: { step?: string; error?: Error }[] = [];
  const events: string[] = [];
  const shutdown = new Shutdown({ error: (line: object) => void logged.push(line) } as unknown as Logger);
  return { shutdown, logged, events, add: (name: string) => shutdown.add(name, async () => void events.push(name)) };
};

describe('Shutdown', () => {
  it('stops in the reverse order of the start, one after the other', async () => {
    const { shutdown, events, add } = makeShutdown();
    add('database');
    shutdown.add('consumer', async () => {
      events.push('consumer stops');
      await new Promise((resolve) => setImmediate(resolve));
      events.push('consumer stopped');
    });
    add('server');
    expect(shutdown.hasBegun).toBe(false);
    const run = shutdown.run();
    expect(shutdown.hasBegun).toBe(true);
    await run;
    expect(events).toEqual(['server', 'consumer stops', 'consumer stopped', 'database']);
  });

  it('goes on after a step that fails and after one that hangs, and says which', async () => {
    const { shutdown, events, logged, add } = makeShutdown();
    add('database');
    shutdown.add('hanging', () => new Promise(() => undefined));
    shutdown.add('failing', () => Promise.reject(new Error('no')));
    shutdown.add('throwing', () => {
      throw new Error('at once');
    });
    await shutdown.run(30);
    expect(events).toEqual(['database']);
    expect(logged.map(({ step, error }) => [step, error?.message])).toEqual([
      ['throwing', 'at once'],
      ['failing', 'no'],
      ['hanging', 'took longer than 30 ms'],
    ]);
  });

  it('runs once, however often it is asked', async () => {
    const { shutdown, events, add } = makeShutdown();
    add('database');
    await Promise.all([shutdown.run(), shutdown.run()]);
    await shutdown.run();
    expect(events).toEqual(['database']);
  });

  it('with nothing to stop is done at once', async () => {
    await expect(makeShutdown().shutdown.run()).resolves.toBeUndefined();
  });
});
