import net from 'node:net';
import path from 'node:path';
import { startEmbeddedRedis } from '../src/embedded/index.ts';
import type { EmbeddedRedis } from '../src/embedded/index.ts';
import { findProcesses } from '../src/embedded/processes/find-processes.ts';
import { startOrphan } from './start-orphan.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The first run on a machine downloads and unpacks the programs. */
const firstStartMs = 240_000;

describe('startEmbeddedRedis', () => {
  const folder = temporaryFolder();
  const home = path.join(folder, 'one');
  const started: EmbeddedRedis[] = [];
  const start = async (ownHome = home) => {
    const server = await startEmbeddedRedis({ home: ownHome });
    started.push(server);
    return server;
  };
  const processesOf = (ownHome: string) => findProcesses('redis-server', path.join(ownHome, 'data'));

  afterEach(async () => {
    for (const server of started.splice(0).reverse()) await server.stop();
  }, firstStartMs);

  it(
    'answers, and never drops a job for want of memory',
    async () => {
      const { port, url } = await start();
      expect(url).toBe(`redis://127.0.0.1:${port}`);
      await expect(ask(port, 'PING')).resolves.toBe('+PONG');
      await expect(ask(port, 'CONFIG GET maxmemory-policy')).resolves.toContain('noeviction');
    },
    firstStartMs,
  );

  it('gives the running server to a second start, whose stop leaves it running', async () => {
    const first = await start();
    const second = await start();
    expect(second).toMatchObject({ port: first.port, pid: first.pid });
    await second.stop();
    await expect(ask(first.port, 'PING')).resolves.toBe('+PONG');
  });

  it('leaves no process when stopped, and keeps its data', async () => {
    const first = await start();
    await ask(first.port, 'SET kept still-here');
    await first.stop();
    expect(processesOf(home)).toEqual([]);
    const again = await start();
    await expect(ask(again.port, 'GET kept')).resolves.toContain('still-here');
  });

  it('starts again after it was killed, with everything it had answered', async () => {
    const first = await start();
    await ask(first.port, 'SET survivor 42');
    process.kill(first.pid, 'SIGKILL');
    await first.exited;
    const again = await start();
    await expect(ask(again.port, 'GET survivor')).resolves.toContain('42');
  });

  it('replaces a server whose starter is gone', async () => {
    const orphan = await startOrphan('redis', home, folder);
    const server = await start();
    expect(server.pid).not.toBe(orphan.serverPid);
    expect(processesOf(home)).toEqual([server.pid]);
  });

  it('runs beside another one on another port', async () => {
    const [one, other] = await Promise.all([start(), start(path.join(folder, 'other'))]);
    expect(one.port).not.toBe(other.port);
    await ask(one.port, 'SET only here');
    await expect(ask(other.port, 'GET only')).resolves.toBe('$-1');
  });
});

/** Sends one command as a person would and returns what comes back. */
function ask(port: number, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = net.connect(port, '127.0.0.1', () => socket.end(`${command}\r\n`));
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
    socket.on('error', reject).on('close', () => resolve(answer.trim()));
  });
}
