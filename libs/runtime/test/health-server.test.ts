import { startHealthServer } from '../src/health-server.ts';
import type { ListeningServer } from '../src/listen.ts';
import { createMetrics } from '../src/metrics.ts';

let server: ListeningServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const ok = async (): Promise<void> => undefined;
const start = async (checks: Record<string, () => Promise<unknown>> = {}, isAccepting = (): boolean => true) => {
  const metrics = createMetrics('test');
  server = await startHealthServer({ port: 0, metrics, checks, isAccepting });
  const base = `http://127.0.0.1:${server.port}`;
  return { metrics, get: (path: string) => fetch(`${base}${path}`) };
};

describe('the health server', () => {
  it('says that the process lives, whatever is away', async () => {
    const { get } = await start({ database: () => Promise.reject(new Error('away')) }, () => false);
    const response = await get('/healthz');
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
  });

  it('is ready when everything it needs answers', async () => {
    const response = await (await start({ database: ok, redis: ok })).get('/readyz');
    expect([response.status, await response.json()]).toEqual([200, { status: 'ready', checks: { database: 'ok', redis: 'ok' } }]);
  });

  it('is not ready when one thing is away, and says which, but not why', async () => {
    const response = await (
      await start({ database: () => Promise.reject(new Error('password authentication failed')), redis: ok })
    ).get('/readyz');
    const text = await response.text();
    expect([response.status, JSON.parse(text)]).toEqual([503, { status: 'not_ready', checks: { database: 'away', redis: 'ok' } }]);
    expect(text).not.toContain('password');
  });

  it('is no longer ready once the process began to stop', async () => {
    let isAccepting = true;
    const { get } = await start({ database: ok }, () => isAccepting);
    expect((await get('/readyz')).status).toBe(200);
    isAccepting = false;
    expect((await get('/readyz')).status).toBe(503);
    expect((await get('/healthz')).status).toBe(200);
  });

  it('takes a check that hangs for away after a second, and one that throws at once, too', async () => {
    const { get } = await start({
      hanging: () => new Promise(() => undefined),
      throwing: () => {
        throw new Error('at once');
      },
    });
    const startedAt = performance.now();
    const response = await get('/readyz');
    expect([response.status, await response.json()]).toEqual([503, { status: 'not_ready', checks: { hanging: 'away', throwing: 'away' } }]);
    expect(performance.now() - startedAt).toBeLessThan(2_500);
  });

  it('shows the metrics of its own process as Prometheus text', async () => {
    const { metrics, get } = await start();
    metrics.counter('sylion_test_total', 'Things counted.', { outcome: [] }).inc({ outcome: 'good' }, 2);
    const response = await get('/metrics');
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=/);
    const text = await response.text();
    expect(text).toContain('sylion_test_total{outcome="good",app="test"} 2');
    expect(text).toContain('process_cpu_seconds_total');
  });

  it('says nothing of what it is made of, and refuses a taken port', async () => {
    const { get } = await start();
    const response = await get('/');
    expect([response.status, response.headers.get('x-powered-by')]).toEqual([404, null]);
    await expect(
      startHealthServer({ port: server?.port ?? 0, metrics: createMetrics('other'), checks: {}, isAccepting: () => true }),
    ).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
