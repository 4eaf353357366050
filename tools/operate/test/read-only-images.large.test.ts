import fs from 'node:fs/promises';
import path from 'node:path';

import { readIgnoreRules } from '../src/images/context-files.ts';
import { buildImages, playTurn, type Images } from './images.ts';

describe('images built from the packages that are installed here', () => {
  let images: Images;
  beforeAll(async () => void (images = await buildImages(['gateway', 'migrate'], false)), 60_000);
  afterAll(() => images.remove());

  it('run as an unprivileged user on a read-only tree: the gateway carries a turn, the migration finds its files, the doctor finds all well', async () => {
    const { answer, health, users, migrated, examined } = await playTurn(images);
    expect(answer).toBeTruthy();
    expect(health).toEqual({ gateway: { healthz: 200, readyz: 200, healthcheck: 'well' } });
    expect(users).toEqual([process.getuid?.() === 0 ? '10001' : String(process.getuid?.())]);
    expect(migrated).toBe('already up to date\n');
    const findings = JSON.parse(examined ?? '') as { state: string; subject: string }[];
    expect(findings.map(({ subject }) => subject)).toEqual(
      expect.arrayContaining(['Postgres', 'migrations', 'queue incoming_messages', 'channels']),
    );
    const unwell = findings.filter(({ state }) => state !== 'ok').map(({ subject }) => subject);
    expect(unwell.filter((subject) => subject !== 'pgvector')).toEqual([]); // the embedded one may be older
  }, 60_000);

  it('carry programs and no package manager, and a bill of materials', async () => {
    const listed = await Promise.all(Object.values(images.of).map(({ workingFolder }) => fs.readdir(workingFolder)));
    expect(listed.map((names) => names.sort())).toEqual([
      ['dist', 'sbom.cdx.json'],
      ['dist', 'migrations', 'sbom.cdx.json'],
    ]);
  });
});

it('a build sees sources and the lockfile, and no secret, no test and nothing that this machine made', async () => {
  const isSent = readIgnoreRules(await fs.readFile(path.join(import.meta.dirname, '../../../.dockerignore'), 'utf8'));
  for (const file of ['package-lock.json', '.npmrc', 'apps/gateway/src/main.ts', 'libs/database/migrations/0001_roles_and_tenants.sql'])
    expect([file, isSent(file)]).toEqual([file, true]);
  for (const file of ['.env', 'apps/gateway/.env.production', '.local/secrets.json', '.git/config', 'node_modules/zod/package.json'])
    expect([file, isSent(file)]).toEqual([file, false]);
  for (const file of ['libs/queues/node_modules/a/b.js', 'apps/gateway/dist/main.mjs', 'apps/gateway/test/inbound.test.ts', 'docs/tour.md'])
    expect([file, isSent(file)]).toEqual([file, false]);
});
