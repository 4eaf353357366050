import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { admin } from '../src/admin/admin.ts';
import type { Bench, BenchEnvironment } from '../src/bench.ts';
import { burst } from '../src/burst/burst.ts';
import { gateway } from '../src/gateway/gateway.ts';
import { ingest } from '../src/ingest/ingest.ts';
import { loaderNames } from '../src/ingest/ingest-targets.ts';
import type { Measurement } from '../src/report/measurement.ts';
import { fuzzIsolation } from '../src/retrieval/fuzz-isolation.ts';
import { openCorpus } from '../src/retrieval/open-corpus.ts';
import { retrieval } from '../src/retrieval/retrieval.ts';
import { dropBenchDatabase } from '../src/server/bench-database.ts';
import { withClient } from '../src/server/with-client.ts';
import { soak } from '../src/soak/soak.ts';
import { turns } from '../src/turns/turns.ts';

const wholeRunMs = 180_000;
const databases = [
  'bench_quick',
  'bench_quick_peers',
  ...['admin', 'gateway', 'turns', 'burst', 'soak'].map((name) => `bench_${name}_quick`),
];

/** The benches run on the test server; what the first two load there they share. */
describe('quick runs', () => {
  let folder: string;
  let environment: BenchEnvironment;
  const printed: string[] = [];
  const superuserUrl = process.env['TEST_POSTGRES_URL'] ?? '';

  beforeAll(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'bench-'));
    environment = { server: { superuserUrl }, docsFolder: folder, print: (text) => void printed.push(text), progress: () => undefined };
  });

  afterAll(async () => {
    for (const name of databases) await dropBenchDatabase(superuserUrl, name);
    await fs.rm(folder, { recursive: true });
  });

  const readLines = async (file: string): Promise<Measurement[]> =>
    (await fs.readFile(file, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Measurement);

  it(
    'retrieval finds everything that is to be found, and nothing of other tenants',
    async () => {
      const file = path.join(folder, 'retrieval.jsonl');
      const targets = await retrieval.run(['--quick', '--queries', '5', '--fuzz', '200', '--json', file], environment);
      const verdicts = targets.map(({ id, isMet }) => [id, isMet]);
      expect(verdicts).toEqual(
        expect.arrayContaining([
          ['T1', true],
          ['T2', true],
          ['T13', true],
          ['T3', undefined],
        ]),
      );

      const measurements = await readLines(file);
      const searches = measurements.filter(({ recall }) => recall !== undefined);
      expect(searches).toHaveLength(6 * 3 * 2);
      const exact = searches.filter(({ system }) => !system.includes('HNSW'));
      for (const search of exact) expect(search).toMatchObject({ queries: 5, rows: 10, complete: 1, foreignRows: 0 });
      for (const search of exact.filter(({ isOurs }) => !isOurs)) expect(search.recall).toBe(1);

      const fuzz = measurements.find((one) => one.class === 'isolation' && one.calls !== undefined);
      expect(fuzz).toMatchObject({ calls: 200, foreignRows: 0 });
      expect(Number(/(\d+) own rows/.exec(fuzz?.system ?? '')?.[1])).toBeGreaterThan(100);
      expect(measurements.find((one) => one.class === 'words' && one.isOurs)?.rows).toBe(10);
      expect(printed.join('')).toContain('| T13 |');
    },
    wholeRunMs,
  );

  it(
    'ingest adds every row, with every loader',
    async () => {
      const file = path.join(folder, 'ingest.jsonl');
      await ingest.run(['--quick', '--json', file], environment);
      const whole = (await readLines(file)).filter((one) => one.class === 'whole');
      expect(whole.map(({ system }) => system)).toEqual(Object.values(loaderNames));
      for (const one of whole) expect(one).toMatchObject({ rows: 200 });
    },
    wholeRunMs,
  );

  it(
    'the Admin API walks indexes and asks no more often for more, and the bench sees what it asks',
    async () => {
      const file = path.join(folder, 'admin.jsonl');
      const targets = await admin.run(['--quick', '--calls', '2', '--json', file], environment);
      const verdicts = targets.map(({ id, isMet, measured }) => [id, isMet, isMet === false ? measured : '']);
      expect(verdicts.slice(0, 2)).toEqual([
        ['A1', true, ''],
        ['A2', true, ''],
      ]);

      const measurements = await readLines(file);
      const messages = measurements.find((one) => one.system === 'GET /v1/conversations/{id}/messages' && one.rowsRead !== undefined);
      expect(messages?.rowsRead).toBeGreaterThan(50);
      expect(messages?.statements).toBeGreaterThan(1);
      expect(measurements.filter(({ topic, clients, class: of }) => topic === 'write' && clients === 8 && of === 'largest')).toHaveLength(
        4,
      );
    },
    wholeRunMs,
  );

  it(
    'every gateway of the ladder takes every webhook, and ours has it in Postgres, once',
    async () => {
      const file = path.join(folder, 'gateway.jsonl');
      const [durability] = await gateway.run(['--quick', '--json', file], environment);
      expect(durability).toMatchObject({ id: 'G0', isMet: true });
      const measurements = await readLines(file);
      const saturated = measurements.filter((one) => one.class === 'saturation');
      expect(saturated.map(({ topic }) => topic)).toEqual(['ours', 'rung', 'rung', 'rung', 'rung', 'peer', 'peer']);
      for (const one of saturated) expect(one.sent).toBeGreaterThan(0);
      const checked = measurements.find((one) => one.class === 'durability');
      expect(checked?.rows).toBeGreaterThan(800);
    },
    wholeRunMs,
  );

  it.each<[string, Bench]>([
    ['turns', turns],
    ['burst', burst],
    ['soak', soak],
  ])(
    '%s: every question is answered, once, in order, to who asked',
    async (_name, bench) => {
      const targets = await bench.run(['--quick'], environment);
      const answers = targets.filter(({ isCorrectness }) => isCorrectness);
      expect(answers).not.toEqual([]);
      expect(answers.filter(({ isMet }) => isMet !== true)).toEqual([]);
    },
    wholeRunMs,
  );

  it(
    'the calls that try to see other tenants do see them where row-level security is off',
    async () => {
      const { corpus, ours } = await openCorpus('quick', superuserUrl, false, () => undefined);
      await withClient(ours.superuserUrl, (client) => client.query('alter table knowledge_chunks disable row level security'));
      const { foreignRows } = await fuzzIsolation(ours, corpus, 200, () => undefined);
      expect(foreignRows).toBeGreaterThan(0);
    },
    wholeRunMs,
  );
});
