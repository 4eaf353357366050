import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import path from 'node:path';

interface RunningApp {
  readonly child: ChildProcess;
  readonly url: string;
  readonly metricsUrl: string;
  /** All that it said so far. */
  readonly words: () => string;
  readonly exit: Promise<unknown[]>;
}

const program = path.join(import.meta.dirname, 'draining-app.ts');
const apps: ChildProcess[] = [];

function launch(environment: Record<string, string>, ...args: string[]) {
  const config = JSON.stringify({ METRICS_PORT: '0', LOG_LEVEL: 'silent', JOB_MS: '0', ...environment });
  const child = spawn(process.execPath, ['--conditions=@sylion/source', program, config, ...args]);
  apps.push(child);
  let words = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (words += text.toString()));
  return { child, words: () => words, exit: once(child, 'exit') };
}

async function start(environment: Record<string, string>): Promise<RunningApp> {
  const launched = launch(environment);
  await until(() => launched.words().includes('metricsPort'));
  const { port, metricsPort } = JSON.parse(launched.words().split('\n')[0] ?? '') as { port: number; metricsPort: number };
  return { ...launched, url: `http://127.0.0.1:${port}`, metricsUrl: `http://127.0.0.1:${metricsPort}` };
}

const until = async (isTrue: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 10));
};
const isReady = ({ metricsUrl }: RunningApp) => fetch(`${metricsUrl}/readyz`).then(({ ok }) => ok);
/** A request on a connection of its own. */
const ask = (url: string) =>
  fetch(url, { method: 'POST', body: 'x', headers: { connection: 'close' } }).then((response) => response.text());
const refuses = ({ url }: RunningApp) =>
  ask(url).then(
    () => false,
    () => true,
  );

/** A request whose body is still on its way. */
function beginRequest(url: string): { end(): Promise<[http.IncomingMessage]> } {
  const request = http.request(url, { method: 'POST', headers: { 'content-length': '4' } });
  request.write('ha');
  return {
    end: () => {
      const answered = once(request, 'response') as Promise<[http.IncomingMessage]>;
      request.end('lf');
      return answered;
    },
  };
}

afterAll(() => apps.forEach((child) => child.kill('SIGKILL')));

it('is not ready from SIGTERM on, answers for the lag, ends what is under way, and exits with 0', async () => {
  const app = await start({ DRAIN_LAG_MS: '400', JOB_MS: '1500' });
  const half = beginRequest(app.url);
  expect(await isReady(app)).toBe(true);
  app.child.kill('SIGTERM');
  await until(async () => !(await isReady(app)));
  expect(app.words()).toContain('the worker takes no more');
  const [late] = await beginRequest(app.url).end();
  expect([late.statusCode, late.headers.connection]).toEqual([200, 'close']);
  await until(() => refuses(app));
  expect((await half.end())[0].statusCode).toBe(200);
  expect(await app.exit).toEqual([0, null]);
  expect(app.words().trim().split('\n').slice(1)).toEqual(['the worker takes no more', 'the job is done', 'the ground falls']);
});

it('a connection that is kept open without a request does not keep the process', async () => {
  const app = await start({ DRAIN_LAG_MS: '0' });
  const agent = new http.Agent({ keepAlive: true });
  const [response] = (await once(http.get(app.url, { agent }), 'response')) as [http.IncomingMessage];
  response.resume();
  await once(response, 'end');
  app.child.kill('SIGTERM');
  expect(await app.exit).toEqual([0, null]);
  agent.destroy();
});

it('a second signal, and the end of the grace, end it with 1 though work is under way', async () => {
  const [impatient, late] = await Promise.all([start({ JOB_MS: '60000' }), start({ JOB_MS: '60000', DRAIN_GRACE_MS: '300' })]);
  late.child.kill('SIGTERM');
  impatient.child.kill('SIGTERM');
  await until(() => impatient.words().includes('takes no more'));
  impatient.child.kill('SIGTERM');
  expect(await Promise.all([impatient.exit, late.exit])).toEqual([
    [1, null],
    [1, null],
  ]);
});

it('with --check-config it only says what is wrong with its configuration', async () => {
  const [good, bad] = [launch({}, '--check-config'), launch({ DRAIN_GRACE_MS: 'long', LOG_LEVEL: 'loud' }, '--check-config')];
  expect(await Promise.all([good.exit, bad.exit])).toEqual([
    [0, null],
    [1, null],
  ]);
  expect(good.words()).toBe('');
  expect(bad.words()).toMatch(/LOG_LEVEL[\s\S]*DRAIN_GRACE_MS/);
});
