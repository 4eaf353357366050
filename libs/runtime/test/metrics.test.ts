import { createMetrics, type Reading } from '../src/metrics.ts';

const linesOf = (text: string, name: string): string[] => text.split('\n').filter((line) => line.startsWith(name));

it('shows every combination of labels from the start, because a rate does not see the first step of a series', async () => {
  const metrics = createMetrics('test');
  metrics.counter('sends_total', 'Sends.', { outcome: ['good', 'bad'], queue: ['one', 'two'] });
  metrics.counter('routes_total', 'Routes.', { route: [] });
  const text = await metrics.read();
  expect(linesOf(text, 'sends_total{')).toHaveLength(4);
  expect(linesOf(text, 'sends_total{').every((line) => line.endsWith(' 0'))).toBe(true);
  expect(linesOf(text, 'routes_total{')).toEqual([]);
});

it('looks a gauge up when it is read, and shows no value rather than an old one', async () => {
  const metrics = createMetrics('test');
  const depth = metrics.gauge('depth', 'Depth.');
  const jobs = metrics.gauge('jobs', 'Jobs.', { state: ['waiting'] });
  const good = (value: number): Promise<Reading[]> =>
    Promise.resolve([
      { gauge: depth, value },
      { gauge: jobs, labels: { state: 'waiting' }, value },
    ]);
  let look = (): Promise<Reading[]> => good(3);
  metrics.sample([depth, jobs], () => look());
  expect(linesOf(await metrics.read(), 'depth{')).toEqual(['depth{app="test"} 3']);
  look = () => Promise.reject(new Error('away'));
  const text = await metrics.read();
  expect([...linesOf(text, 'depth{'), ...linesOf(text, 'jobs{')]).toEqual([]);
  look = () => new Promise(() => undefined);
  expect(linesOf(await metrics.read(), 'jobs{')).toEqual([]);
  look = () => good(5);
  expect(linesOf(await metrics.read(), 'jobs{')).toEqual(['jobs{state="waiting",app="test"} 5']);
});
