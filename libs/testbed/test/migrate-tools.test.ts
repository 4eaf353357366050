import { createDatabase } from '@sylion/database';
import { PoisonJob } from '@sylion/queues';
import { createLogger } from '@sylion/runtime';
import { repositoryRoot } from '@sylion/launch/embedded';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

import { createTestDatabase, seedTenant, waitUntil, type TestDatabase } from '../src/index.ts';
import { nudge, nudges, startQueueHarness, type QueueHarness } from './queue-harness.ts';
import { rowsOf, withClient } from './read-catalog.ts';

/** The operator's commands as an operator runs them: processes with an environment, an output and an exit code. */
const run = async (
  program: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<{ code: number | null; output: string; errors: string }> => {
  const child = spawn(process.execPath, ['--conditions=@sylion/source', program, ...args], {
    cwd: repositoryRoot,
    env: { PATH: process.env['PATH'], ...environment },
  });
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, output, errors };
};

let test: TestDatabase;
let harness: QueueHarness;
beforeAll(async () => {
  test = await createTestDatabase();
  harness = await startQueueHarness();
});
afterAll(async () => {
  await harness.stop();
  await test.drop();
});

it('every command explains itself', async () => {
  const answers = await Promise.all(['main', 'write-schema', 'redrive'].map((name) => run(`tools/migrate/src/${name}.ts`, ['--help'])));
  expect(answers).toEqual(
    ['migrate', 'schema', 'redrive'].map((command) => ({ code: 0, errors: '', output: expect.stringMatching(`^npm run ${command}`) })),
  );
}, 60_000);

describe('npm run migrate', () => {
  const migrate = (environment: Record<string, string>) => run('tools/migrate/src/main.ts', [], environment);
  const urlsOf = (database: string) => ({
    DATABASE_OWNER_URL: Object.assign(new URL(test.ownerUrl), { pathname: `/${database}` }).toString(),
    DATABASE_URL: Object.assign(new URL(test.appUrl), { pathname: `/${database}` }).toString(),
  });
  const administer = (statement: string) => withClient(test.superuserUrl, (client) => client.query(statement));
  const installedVector = (): Promise<string> =>
    withClient(
      test.superuserUrl,
      async (client) =>
        (
          await rowsOf<{ version: string }>(
            client,
            `select installed_version as version from pg_available_extensions where name = 'vector'`,
          )
        )[0]?.version ?? 'none',
    );

  it('runs each migration, says so, and has nothing to do the next time', async () => {
    await administer('create database migrate_tools owner sylion_owner');
    try {
      const first = await migrate(urlsOf('migrate_tools'));
      expect(first).toMatchObject({
        code: 0,
        output: expect.stringMatching(/^0001_roles_and_tenants: Success\n[^]*\d+ migrations run\n$/),
      });
      expect(await migrate(urlsOf('migrate_tools'))).toMatchObject({ code: 0, output: 'already up to date\n' });
    } finally {
      await administer('drop database migrate_tools with (force)');
    }
  }, 60_000);

  it('lets an older pgvector pass with a warning, but not in production', async () => {
    const urls = { DATABASE_OWNER_URL: test.ownerUrl, DATABASE_URL: test.appUrl };
    const version = await installedVector();
    await administer(`update pg_extension set extversion = '0.8.1' where extname = 'vector'`);
    expect(await migrate(urls)).toMatchObject({ code: 0, errors: expect.stringContaining('warning: pgvector 0.8.1') });
    expect(await migrate({ ...urls, NODE_ENV: 'production' })).toEqual({
      code: 1,
      output: '',
      errors: expect.stringContaining('Production needs 0.8.4 or newer'),
    });
    await administer(`update pg_extension set extversion = '0.10.0' where extname = 'vector'`);
    expect(await migrate({ ...urls, NODE_ENV: 'production' })).toMatchObject({ code: 0, errors: '' });
    await administer(`update pg_extension set extversion = '${version}' where extname = 'vector'`);
  }, 60_000);

  it('says what it lacks, and that it cannot reach the database, without a password in its words', async () => {
    const [incomplete, unreachable] = await Promise.all([
      migrate({ DATABASE_URL: test.appUrl }),
      migrate({ DATABASE_OWNER_URL: 'postgres://owner:canary@127.0.0.1:1/x', DATABASE_URL: test.appUrl }),
    ]);
    expect(incomplete).toMatchObject({ code: 1, errors: expect.stringContaining('set DATABASE_OWNER_URL') });
    expect(unreachable).toMatchObject({ code: 1, errors: expect.stringContaining('ECONNREFUSED') });
    expect(unreachable.errors).not.toContain('canary');
  }, 60_000);
});

describe('npm run redrive', () => {
  const redrive = (args: readonly string[], url = harness.redis.url) =>
    run('tools/migrate/src/redrive.ts', args, { REDIS_URL: url, DATABASE_URL: test.appUrl });

  it('shows dead letters and changes nothing; publishes those that are meant, once, slowly, and not without a trace', async () => {
    const database = createDatabase({
      url: test.appUrl,
      applicationName: 'test',
      poolSize: 1,
      logger: createLogger({ app: 'test', level: 'silent' }),
    });
    const [one, other] = [await seedTenant(database), await seedTenant(database)];
    const queues = await harness.connect();
    const consumer = harness.consume(queues, async () => {
      throw new PoisonJob('no assistant');
    });
    const payloads = [nudge(one.tenantId), nudge(one.tenantId), nudge(one.tenantId), nudge(other.tenantId), nudge()];
    for (const payload of payloads) await queues.publish(nudges, payload);
    const letters = await waitUntil('all are dead', async () => {
      const found = await queues.deadLetters.list(nudges);
      return found.length === payloads.length && found;
    });
    await consumer.close();
    const ofOne = ['--queue', 'incoming_messages', '--tenant', one.tenantId];
    const shown = await redrive(ofOne);
    expect(shown).toMatchObject({
      code: 0,
      output: expect.stringContaining('5 in incoming_messages_dead\nnothing was changed; --publish publishes the 3 above'),
    });
    for (const { tenantId, conversationId } of payloads) expect(shown.output.includes(conversationId)).toBe(tenantId === one.tenantId);
    expect((await redrive(['--queue', 'incoming_messages', '--reason', 'Timeout', '--publish'])).output).toMatch(
      /^0 published again\n5 in/,
    );
    expect(await redrive([...ofOne, '--publish', '--per-second', '4'])).toMatchObject({
      code: 0,
      output: '3 published again\n2 in incoming_messages_dead\n',
    });
    const meant = letters.find(({ payload }) => (payload as { tenantId: string }).tenantId === other.tenantId);
    expect((await redrive(['--queue', 'incoming_messages', '--ids', meant?.id ?? '', '--publish'])).output).toMatch(
      /^1 published again\n1 in/,
    );
    expect((await redrive(['--queue', 'incoming_messages', '--publish'])).output).toMatch(/^0 published again\n1 in/); // nobody knows its tenant
    expect(await queues.depth(nudges)).toBe(4);
    const audited = await withClient(test.superuserUrl, (client) =>
      rowsOf<{ tenant_id: string; after: { queue: string; ids: string[] } }>(
        client,
        `select tenant_id, after from audit_log where action = 'dead_letters.redriven' order by occurred_at`,
      ),
    );
    expect(audited.map(({ tenant_id, after }) => [tenant_id, after.queue, after.ids.length])).toEqual([
      [one.tenantId, 'incoming_messages', 3],
      [other.tenantId, 'incoming_messages', 1],
    ]);
    await database.close();
  }, 120_000);

  it('fails with a word when it does not know the queue or finds no Redis', async () => {
    const [unknown, unreachable] = await Promise.all([
      redrive(['--queue', 'letters']),
      redrive(['--queue', 'incoming_messages'], 'redis://127.0.0.1:1'),
    ]);
    expect(unknown).toMatchObject({ code: 1, errors: expect.stringContaining('--queue must be one of incoming_messages') });
    expect(unreachable).toMatchObject({ code: 1, errors: 'redrive: Redis cannot be reached\n' });
  }, 60_000);
});
