import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { freePort, startEmbeddedPostgres } from '../src/embedded/index.ts';
import type { EmbeddedPostgres, EmbeddedPostgresOptions } from '../src/embedded/index.ts';
import { findProcesses } from '../src/embedded/processes/find-processes.ts';
import { startOrphan } from './start-orphan.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The first run on a machine downloads and unpacks the programs. */
const firstStartMs = 240_000;

describe('startEmbeddedPostgres', () => {
  const folder = temporaryFolder();
  const home = path.join(folder, 'one');
  const started: EmbeddedPostgres[] = [];
  const start = async (options: Partial<EmbeddedPostgresOptions> = {}) => {
    const server = await startEmbeddedPostgres({ home, durability: 'fast', ...options });
    started.push(server);
    return server;
  };
  const processesOf = (ownHome: string) => findProcesses('postgres', path.join(ownHome, 'data'));

  afterEach(async () => {
    for (const server of started.splice(0).reverse()) await server.stop();
  }, firstStartMs);

  it(
    'has the extensions in every new database',
    async () => {
      const { superuserUrl } = await start();
      await query(superuserUrl, 'create database fresh');
      const freshUrl = superuserUrl.replace(/postgres$/, 'fresh');
      await expect(
        query(freshUrl, `select '[1,2]'::vector::text as vector, unaccent('été') as text, similarity('a', 'a') as same`),
      ).resolves.toEqual([{ vector: '[1,2]', text: 'ete', same: 1 }]);
      await expect(query(freshUrl, `select count(*)::int from pg_extension where extname in ('btree_gin', 'pgcrypto')`)).resolves.toEqual([
        { count: 2 },
      ]);
    },
    firstStartMs,
  );

  it('runs with the promised settings', async () => {
    const { superuserUrl } = await start();
    const settings = await query(
      superuserUrl,
      `select name, setting from pg_settings where name in ('max_connections', 'TimeZone', 'jit', 'fsync', 'listen_addresses') order by lower(name)`,
    );
    expect(settings).toEqual([
      { name: 'fsync', setting: 'off' },
      { name: 'jit', setting: 'off' },
      { name: 'listen_addresses', setting: '127.0.0.1' },
      { name: 'max_connections', setting: '200' },
      { name: 'TimeZone', setting: 'UTC' },
    ]);
  });

  it('gives the running server to a second start, whose stop leaves it running', async () => {
    const first = await start();
    const second = await start();
    expect(second).toMatchObject({ port: first.port, pid: first.pid });
    await second.stop();
    await expect(query(first.superuserUrl, 'select 1 as one')).resolves.toEqual([{ one: 1 }]);
  });

  it('is started once by two starts at the same moment', async () => {
    const [one, other] = await Promise.all([start(), start()]);
    expect(one.pid).toBe(other.pid);
  });

  it('leaves no process when stopped, and keeps its data', async () => {
    const first = await start();
    await query(first.superuserUrl, `create table kept as select 'still here' as text`);
    await first.stop();
    await first.exited;
    expect(processesOf(home)).toEqual([]);
    const again = await start();
    await expect(query(again.superuserUrl, 'select text from kept')).resolves.toEqual([{ text: 'still here' }]);
  });

  it('starts again after it was killed, with everything that was committed', async () => {
    const first = await start({ durability: 'safe' });
    await query(first.superuserUrl, 'create table survivors as select generate_series(1, 1000) as number');
    process.kill(first.pid, 'SIGKILL');
    await first.exited;
    const again = await start();
    expect(again.pid).not.toBe(first.pid);
    await expect(query(again.superuserUrl, 'select count(*)::int from survivors')).resolves.toEqual([{ count: 1000 }]);
  });

  it('is not kept from starting by the pid file of a killed server whose process id somebody else has now', async () => {
    const first = await start();
    await first.stop();
    const somebodyElse = spawn('sleep', ['60']);
    fs.writeFileSync(path.join(home, 'data/postmaster.pid'), `${somebodyElse.pid}\n${home}/data\n`);
    const again = await start();
    expect(processesOf(home)).toContain(again.pid);
    somebodyElse.kill();
  });

  it('replaces a server whose starter is gone', async () => {
    const orphan = await startOrphan('postgres', home, folder);
    const server = await start();
    expect(processesOf(home)).toContain(server.pid);
    expect(processesOf(home)).not.toContain(orphan.serverPid);
  });

  it('runs beside another one on another port', async () => {
    const [one, other] = await Promise.all([start(), start({ home: path.join(folder, 'other') })]);
    expect(one.port).not.toBe(other.port);
    await query(one.superuserUrl, 'create database only_here');
    await expect(query(other.superuserUrl, `select count(*)::int from pg_database where datname = 'only_here'`)).resolves.toEqual([
      { count: 0 },
    ]);
  });

  it('listens on the port it is given, and says so when that is taken', async () => {
    const port = await freePort();
    const server = await start({ port });
    expect(server.port).toBe(port);
    await server.stop();

    const occupant = net.createServer().listen(port, '127.0.0.1');
    await new Promise((resolve) => occupant.once('listening', resolve));
    await expect(start({ port })).rejects.toThrow(`port ${port} of 127.0.0.1 is taken`);
    expect(processesOf(home)).toEqual([]);
    occupant.close();
  });
});

async function query(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
