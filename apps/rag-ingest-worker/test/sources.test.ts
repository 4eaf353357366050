import http from 'node:http';

import { documentIngests } from '@sylion/schemas';
import { listen } from '@sylion/runtime';

import { ingestDocument } from '../src/ingest/ingest-document.ts';
import type { IngestDependencies } from '../src/ingest/ingest-context.ts';
import { startHarness, type Harness } from './ingest-harness.ts';
import { markdown, openLibrary } from './library.ts';
import { openDependencies } from './open-dependencies.ts';

let harness: Harness;
let dependencies: IngestDependencies;
let website: { url: string; page: string; close(): Promise<void> };
beforeAll(async () => {
  harness = await startHarness();
  website = await openWebsite();
  dependencies = openDependencies(harness);
  harness.onStop(() => website.close());
});
afterAll(() => harness.stop());

async function openWebsite() {
  const site = { url: '', page: '', close: async () => undefined as void };
  const server = http.createServer(
    (_request, response) => void response.setHeader('content-type', 'text/html; charset=utf-8').end(site.page),
  );
  const listening = await listen(server, 0);
  return Object.assign(site, { url: `http://127.0.0.1:${listening.port}/`, close: listening.close });
}

const ingest = (tenantId: string, documentId: string, changes: Partial<IngestDependencies> = {}) =>
  ingestDocument({ version: 1, tenantId, documentId }, { attempt: 1, isLastAttempt: false }, { ...dependencies, ...changes });
const article = (hours: string): string =>
  `<html><body><nav>Menu Accueil Contact</nav><main><h1>Horaires</h1><p>Le dimanche, nous sommes ouverts ${hours}, et le lundi la boutique reste fermée toute la journée.</p></main></body></html>`;

it('a web page becomes searchable without its menus, and is fetched again when it is indexed again', async () => {
  const library = await openLibrary(harness);
  website.page = article('de 7 h à 13 h');
  const documentId = await library.addSource('web', website.url);
  await ingest(library.tenantId, documentId);
  expect(await library.read(documentId)).toMatchObject({ state: 'ready', mimeType: 'text/html' });
  const words = async () => (await library.chunks(documentId)).map(({ content }) => content).join(' ');
  expect(await words()).toContain('de 7 h à 13 h');
  expect(await words()).not.toContain('Menu Accueil');

  website.page = article('de 8 h à 12 h');
  await library.change('knowledgeDocuments', documentId, { state: 'queued', objectPath: null });
  await ingest(library.tenantId, documentId);
  expect(await words()).toContain('de 8 h à 12 h');
});

it('a page that only we could reach is refused, with a reason the tenant can read', async () => {
  const library = await openLibrary(harness);
  const documentId = await library.addSource('web', website.url);
  await ingest(library.tenantId, documentId, { web: { timeoutMs: 5_000, redirects: 3 } });
  expect(await library.read(documentId)).toMatchObject({ state: 'failed', stateReason: 'address_not_allowed' });
});

it('a page that is larger than allowed is refused without being kept', async () => {
  const library = await openLibrary(harness);
  website.page = 'x'.repeat(200_000);
  const documentId = await library.addSource('web', website.url);
  await ingest(library.tenantId, documentId);
  expect(await library.read(documentId)).toMatchObject({ state: 'failed', stateReason: 'too_large', objectPath: null });
});

it('an object of a bucket is copied before it is read', async () => {
  const library = await openLibrary(harness);
  const other = await library.add(markdown('Guide.md', '# Guide\n\nLe mot est AURORE.'), undefined, false);
  const documentId = await library.addSource('uri', harness.store.uri(library.tenantId, (await library.read(other))?.objectPath ?? ''));
  await ingest(library.tenantId, documentId);
  expect((await library.chunks(documentId)).map(({ content }) => content)).toEqual([expect.stringContaining('AURORE')]);
  const missing = await library.addSource('uri', harness.store.uri(library.tenantId, 'documents/none'));
  await ingest(library.tenantId, missing);
  expect(await library.read(missing)).toMatchObject({ state: 'failed', stateReason: 'object_missing' });
});

it('a knowledge base that changes its model answers with the old vectors until all new ones are there', async () => {
  const library = await openLibrary(harness);
  const documents = [
    await library.add(markdown('Hours.md', '# Hours\n\nWe are open on Sundays.'), undefined, false),
    await library.add(markdown('Prices.md', '# Prices\n\nBread is 2 euros.'), undefined, false),
  ];
  for (const documentId of documents) await ingest(library.tenantId, documentId);
  await library.change('knowledgeBases', library.knowledgeBaseId, {
    nextEmbeddingModel: 'text-multilingual-embedding-002',
    nextEmbeddingDimension: 768,
  });
  await ingest(library.tenantId, documents[0] ?? '');
  expect(await library.base()).toMatchObject({ embeddingModel: 'gemini-embedding-001', embeddingVersion: 1 });
  await ingest(library.tenantId, documents[1] ?? '');
  expect(await library.base()).toEqual({
    embeddingModel: 'text-multilingual-embedding-002',
    embeddingVersion: 2,
    nextEmbeddingModel: null,
  });
  const before = await library.used();
  await ingest(library.tenantId, documents[0] ?? '');
  expect(await library.used()).toEqual(before);
});

it('touches no document of another tenant', async () => {
  const [library, other] = [await openLibrary(harness), await openLibrary(harness)];
  const documentId = await library.add(markdown('Hours.md', '# Hours\n\nWe are open.'), undefined, false);
  await ingest(other.tenantId, documentId);
  expect((await library.read(documentId))?.state).toBe('queued');
  expect(await harness.queues.depth(documentIngests)).toBe(0);
});
