import { documentIngests } from '@sylion/schemas';

import { startHarness, type Harness } from './ingest-harness.ts';
import { markdown, openLibrary } from './library.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

const flood = 2_000;

it('a tenant that brings 2,000 documents at once does not hold up another one’s single page', async () => {
  const [busy, calm] = [await openLibrary(harness), await openLibrary(harness)];
  const documents = await busy.addMany(flood, (index) =>
    markdown(`Page ${index}.md`, `# Page ${index}\n\nOn page ${index} stands nothing else.`),
  );
  await Promise.all(documents.map((documentId) => busy.nudge(documentId)));
  const worker = await harness.startWorker({ INGEST_CONCURRENCY: '2' });
  const page = await calm.add(markdown('Hours.md', '# Hours\n\nWe are open on Sundays from 7 to 13.'));
  expect(await calm.ended(page)).toMatchObject({ state: 'ready' });
  expect(await harness.queues.depth(documentIngests)).toBeGreaterThan(flood * 0.9);
  await worker.shutdown.run();
}, 120_000);

it('a long document lets a short one that came later go first', async () => {
  const [long, short] = [await openLibrary(harness), await openLibrary(harness)];
  await harness.control({ latencyMs: 150 });
  const paragraphs = Array.from({ length: 1_000 }, (_, index) => `## Item ${index}\n\n${`Item ${index} costs ${index} euros. `.repeat(8)}`);
  const book = await long.add(markdown('Catalogue.md', paragraphs.join('\n\n')));
  await harness.startWorker({ INGEST_CONCURRENCY: '1', INGEST_SLICE_MS: '300' });
  const page = await short.add(markdown('Hours.md', '# Hours\n\nWe are open on Sundays from 7 to 13.'));
  expect(await short.ended(page)).toMatchObject({ state: 'ready' });
  expect((await long.read(book))?.state).toBe('processing');
  await harness.control({});
  expect(await long.ended(book, 60_000)).toMatchObject({ state: 'ready' });
  expect((await long.used())['embedding_tokens']).toBeGreaterThan(0);
}, 120_000);
