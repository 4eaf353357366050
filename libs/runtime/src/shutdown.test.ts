import { setTimeout as pause } from 'node:timers/promises';

import { Shutdown } from './shutdown.ts';

const makeShutdown = () => {
  const logged: { step?: string; error?: Error }[] = [];
  const events: string[] = [];
  const shutdown = new Shutdown({ info: () => undefined, error: (line: object) => void logged.push(line) });
  const happens = (name: string) => async () => void events.push(name);
  return { shutdown, logged, events, happens, add: (name: string) => shutdown.add(name, happens(name)) };
};

const hangs = (): Promise<never> => new Promise(() => undefined);

describe('Shutdown', () => {
  it('stops what others stand on in the reverse order of the start, one after the other', async () => {
    const { shutdown, events, add } = makeShutdown();
    add('database');
    shutdown.add('queues', async () => {
      events.push('queues stop');
      await pause(1);
      events.push('queues stopped');
    });
    add('store');
    expect(shutdown.hasBegun).toBe(false);
    const run = shutdown.run();
    expect(shutdown.hasBegun).toBe(true);
    await expect(run).resolves.toBe(true);
    expect(events).toEqual(['store', 'queues stop', 'queues stopped', 'database']);
  });

  it('stops all workers at the first word, servers after the lag, and nothing that they stand on before their last work is done', async () => {
    const { shutdown, events, happens, add } = makeShutdown();
    const { promise: lastTurn, resolve: endLastTurn } = Promise.withResolvers<void>();
    shutdown.addServer('server', happens('server'));
    shutdown.addWorker('turns', async () => {
      events.push('turns: no new one');
      await lastTurn;
      events.push('turns: last one done');
    });
    shutdown.addWorker('sweeper', happens('sweeper'));
    add('database');
    const run = shutdown.run({ lagMs: 20 });
    expect(events).toEqual(['turns: no new one', 'sweeper']);
    await pause(1);
    expect(events).not.toContain('server');
    while (!events.includes('server')) await pause(1);
    expect(events).not.toContain('database');
    endLastTurn();
    await run;
    expect(events.slice(2)).toEqual(['server', 'turns: last one done', 'database']);
  });

  it('goes on after a step that fails and after one that hangs, says which, and that it was not clean', async () => {
    const { shutdown, events, logged, add } = makeShutdown();
    add('database');
    shutdown.add('failing', () => Promise.reject(new Error('no')));
    shutdown.add('throwing', () => {
      throw new Error('at once');
    });
    shutdown.addWorker('hanging', hangs);
    await expect(shutdown.run({ stepTimeoutMs: 30 })).resolves.toBe(false);
    expect(events).toEqual(['database']);
    expect(logged.map(({ step, error }) => [step, error?.message])).toEqual([
      ['hanging', 'took longer than 30 ms'],
      ['throwing', 'at once'],
      ['failing', 'no'],
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
    await expect(makeShutdown().shutdown.run()).resolves.toBe(true);
  });
});
