import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { openStandstills, type Standstills } from '@sylion/testbed';

import { startHarness, type Harness } from './ingest-harness.ts';
import { markdown, openLibrary } from './library.ts';

let harness: Harness;
let standstills: Standstills;
const children = new Set<ChildProcess>();
beforeAll(async () => {
  harness = await startHarness();
  standstills = await openStandstills(harness.testDatabase.superuserUrl);
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await standstills.close();
  await harness.stop();
});

/** A worker as a process of its own, that can be killed like one. */
function spawnWorker(): ChildProcess {
  const child = spawn(process.execPath, ['--conditions=@sylion/source', fileURLToPath(new URL('../src/main.ts', import.meta.url))], {
    env: { ...harness.environment, METADATA_SERVER_DETECTION: 'none', INGEST_CONCURRENCY: '10', DATABASE_POOL_SIZE: '20' },
    stdio: 'ignore',
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

const long = markdown(
  'Recipes.md',
  Array.from(
    { length: 150 },
    (_, index) => `## Recipe ${index}\n\n${`Recipe number ${index} needs flour and ${index} eggs. `.repeat(6)}`,
  ).join('\n\n'),
);

const points: readonly (readonly [string, string])[] = [
  ['before it fetches', "new.stage = 'fetch' and old.stage is distinct from new.stage"],
  ['before it extracts', "new.stage = 'extract' and old.stage is distinct from new.stage"],
  ['before it splits', "new.stage = 'split' and old.stage is distinct from new.stage"],
  ['while it saves the drafts', 'new.draft_key is not null and old.draft_key is null'],
  ['before it embeds', "new.stage = 'embed' and old.stage is distinct from new.stage"],
  ['between two batches', 'new.embedded_chunks > 64 and old.embedded_chunks = 64'],
  ['before it replaces', "new.stage = 'replace' and old.stage is distinct from new.stage"],
  ['while it replaces', "new.state = 'ready' and old.state = 'processing'"],
];

it('a worker killed at any point is followed by one that finishes, and no finished chunk is paid for twice', async () => {
  const whole = await openLibrary(harness);
  const standing = [];
  for (const [when, moment] of points) {
    const library = await openLibrary(harness);
    const documentId = await library.add(long, undefined, false);
    standing.push({ when, library, documentId, standstill: await standstills.at('knowledge_documents', library.tenantId, moment) });
  }
  const first = spawnWorker();
  for (const { library, documentId } of standing) await library.nudge(documentId);
  for (const { standstill } of standing) await standstill.reached();
  const killed = once(first, 'exit');
  first.kill('SIGKILL');
  await killed;
  for (const { standstill } of standing) await standstill.end();

  const second = spawnWorker();
  const uninterrupted = await whole.add(long);
  await whole.ended(uninterrupted, 90_000);
  const expected = (await whole.chunks(uninterrupted)).map(({ ordinal, content }) => ({ ordinal, content }));
  for (const { when, library, documentId } of standing) {
    const document = await library.ended(documentId, 90_000);
    expect({ when, ...document }).toMatchObject({ when, state: 'ready', version: 1, chunkCount: expected.length, draftKey: null });
    expect((await library.chunks(documentId)).map(({ ordinal, content }) => ({ ordinal, content }))).toEqual(expected);
    expect({ when, ...(await library.used()) }).toEqual({ when, ...(await whole.used()) });
  }
  const stopped = once(second, 'exit');
  second.kill('SIGTERM');
  expect(await stopped).toEqual([0, null]);
}, 180_000);

it('a document deleted while a worker is at it stays deleted', async () => {
  const library = await openLibrary(harness);
  const documentId = await library.add(long, undefined, false);
  const standstill = await standstills.at(
    'knowledge_documents',
    library.tenantId,
    "new.stage = 'replace' and old.stage is distinct from new.stage",
  );
  await harness.startWorker();
  await library.nudge(documentId);
  await standstill.reached();
  const removed = library.remove(documentId); // waits for the row that the worker holds
  await standstill.end();
  await removed;
  await library.gone(documentId);
  expect(await library.chunks(documentId)).toEqual([]);
}, 60_000);

it('a document whose knowledge base changed its model meanwhile is embedded by the new one', async () => {
  const library = await openLibrary(harness);
  const documentId = await library.add(long, undefined, false);
  const standstill = await standstills.at(
    'knowledge_documents',
    library.tenantId,
    "new.stage = 'replace' and old.stage is distinct from new.stage",
  );
  await harness.startWorker();
  await library.nudge(documentId);
  await standstill.reached();
  await library.change('knowledgeBases', library.knowledgeBaseId, {
    embeddingModel: 'text-multilingual-embedding-002',
    embeddingVersion: 2,
  });
  await standstill.end();
  expect(await library.ended(documentId)).toMatchObject({ state: 'ready', version: 1 });
  const models = await library.inTenant(({ sql, tenantId }) =>
    sql.selectFrom('usageRecords').where('tenantId', '=', tenantId).select('model').distinct().orderBy('model').execute(),
  );
  expect(models.map(({ model }) => model)).toEqual(['gemini-embedding-001', 'text-multilingual-embedding-002']);
}, 60_000);
