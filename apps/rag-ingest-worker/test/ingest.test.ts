import { text } from 'node:stream/consumers';

import { waitUntil } from '@sylion/testbed';

import { startHarness, type Harness } from './ingest-harness.ts';
import { markdown, openLibrary, type Library } from './library.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
  await harness.startWorker();
});
afterAll(() => harness.stop());

/** Sections of their own topics, so that an edit of one leaves the others' chunks alone. */
const handbook = (hours = 'de 7 h à 13 h'): string =>
  [
    '# La boulangerie',
    '## Horaires',
    `Le dimanche, nous sommes ouverts ${hours}. Le lundi, la boulangerie est fermée.`,
    ...Array.from(
      { length: 30 },
      (_, index) =>
        `## Recette ${index}\n\n${`Pour la recette numéro ${index}, il nous faut de la farine, du beurre et des œufs frais. `.repeat(8)}`,
    ),
  ].join('\n\n');

const embeddedTexts = async ({ tenantId }: Library): Promise<string[]> =>
  (await harness.calls(tenantId)).filter(({ state }) => state === 'ok').flatMap(({ request }) => request.texts ?? []);
const embeddedTokens = async ({ tenantId }: Library): Promise<number> =>
  (await harness.calls(tenantId))
    .filter(({ state, request }) => state === 'ok' && request.texts)
    .reduce((sum, { totalTokens }) => sum + totalTokens, 0);

it('a document becomes searchable, with its coverage, its headings and every embedded token in the ledger', async () => {
  const library = await openLibrary(harness);
  const documentId = await library.add(markdown('Guide.md', handbook()));
  const document = await library.ended(documentId);
  expect(document).toMatchObject({ state: 'ready', stateReason: null, stage: null, version: 1, language: 'fr', claimedUntil: null });
  const chunks = await library.chunks(documentId);
  expect(chunks.map(({ ordinal }) => ordinal)).toEqual(chunks.map((_, index) => index));
  expect(chunks.find(({ content }) => content.includes('dimanche'))?.heading).toContain('Horaires');
  expect(document).toMatchObject({ chunkCount: chunks.length, tokenCount: chunks.reduce((sum, { tokenCount }) => sum + tokenCount, 0) });
  expect(await embeddedTexts(library)).toHaveLength(chunks.length);
  expect(await library.used()).toEqual({ embedding_tokens: await embeddedTokens(library) });
});

it('the same content again costs nothing, and a changed one only what changed', async () => {
  const library = await openLibrary(harness);
  const documentId = await library.add(markdown('Guide.md', handbook()));
  await library.ended(documentId);
  const before = await embeddedTexts(library);

  await library.add(markdown('Guide.md', handbook()), documentId);
  expect(await library.ended(documentId)).toMatchObject({ version: 2 });
  expect(await embeddedTexts(library)).toEqual(before);

  await library.add(markdown('Guide.md', handbook('de 8 h à 12 h')), documentId);
  expect(await library.ended(documentId)).toMatchObject({ version: 3 });
  const added = (await embeddedTexts(library)).slice(before.length);
  expect(added).toEqual([expect.stringContaining('de 8 h à 12 h')]);
  expect((await library.chunks(documentId)).map(({ content }) => content).join('\n')).not.toContain('7 h à 13 h');
  expect(await library.used()).toEqual({ embedding_tokens: await embeddedTokens(library) });
});

it('content that cannot be read ends with its reason, and what answered before goes on answering', async () => {
  const library = await openLibrary(harness);
  const documentId = await library.add(markdown('Guide.md', handbook()));
  const { chunkCount } = await library.ended(documentId);
  await library.add({ name: 'Guide.pdf', mimeType: 'application/pdf', bytes: Buffer.from('%PDF-1.7 and no more') }, documentId);
  expect(await library.ended(documentId)).toMatchObject({ state: 'failed', stateReason: 'corrupt', version: 1, chunkCount });
  expect(await library.chunks(documentId)).toHaveLength(chunkCount);
});

it.each([
  ['nothing in it', Buffer.from('  \n\t '), 'empty'],
  ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2, 3, 0xff, 0xfe, 0]), 'format_not_supported'],
])('%s is never ready', async (_what, bytes, reason) => {
  const library = await openLibrary(harness);
  const documentId = await library.add({ name: 'file.txt', mimeType: 'text/plain', bytes });
  expect(await library.ended(documentId)).toMatchObject({ state: 'failed', stateReason: reason, version: 0, chunkCount: 0 });
});

it('a deleted document leaves neither rows nor objects', async () => {
  const library = await openLibrary(harness);
  const documentId = await library.add(markdown('Guide.md', handbook()));
  const { objectPath } = await library.ended(documentId);
  await library.remove(documentId);
  await library.gone(documentId);
  await expect(text(harness.store.read(library.tenantId, objectPath ?? ''))).rejects.toMatchObject({ name: 'ObjectNotFound' });
  expect(await library.chunks(documentId)).toEqual([]);
});

it('older content is removed from the object store when newer one answers', async () => {
  const library = await openLibrary(harness);
  const documentId = await library.add(markdown('Guide.md', handbook()));
  const { objectPath } = await library.ended(documentId);
  await library.add(markdown('Guide.md', handbook('jamais')), documentId);
  await library.ended(documentId);
  await expect(text(harness.store.read(library.tenantId, objectPath ?? ''))).rejects.toMatchObject({ name: 'ObjectNotFound' });
});

it('a model that refuses us ends the document with a reason, and indexing it again makes it ready', async () => {
  const library = await openLibrary(harness);
  await harness.control({ failRate: 1, failCode: 'PERMISSION_DENIED' });
  const refused = await library.add(markdown('Guide.md', handbook()));
  expect(await library.ended(refused)).toMatchObject({ state: 'failed', stateReason: 'embedding_failed' });
  await harness.control({});
  await library.change('knowledgeDocuments', refused, { state: 'queued' });
  await library.nudge(refused);
  expect(await library.ended(refused)).toMatchObject({ state: 'ready', stateReason: null });
});

it('a document in managed search is ready when searches find it, and deleted there, too', async () => {
  const library = await openLibrary(harness, { mode: 'vertex_search' });
  const documentId = await library.add(markdown('Guide.md', handbook()));
  expect(await library.ended(documentId, 60_000)).toMatchObject({ state: 'ready', version: 1, importOperation: null });
  await library.remove(documentId);
  await library.gone(documentId);
}, 90_000);

it('a document whose nudge was lost is found and made searchable', async () => {
  const library = await openLibrary(harness);
  const documentId = await library.add(markdown('Guide.md', handbook()), undefined, false);
  await library.change('knowledgeDocuments', documentId, { updatedAt: new Date(Date.now() - 120_000) });
  expect(await library.ended(documentId)).toMatchObject({ state: 'ready', version: 1 });
});

it('a knowledge base that is to change its model does so without anybody’s nudge', async () => {
  const library = await openLibrary(harness);
  const documentId = await library.add(markdown('Guide.md', handbook()));
  await library.ended(documentId);
  await library.change('knowledgeBases', library.knowledgeBaseId, {
    nextEmbeddingModel: 'text-multilingual-embedding-002',
    nextEmbeddingDimension: 768,
  });
  await waitUntil('the new model answers', async () => (await library.base()).embeddingVersion === 2);
  expect(await library.base()).toMatchObject({ embeddingModel: 'text-multilingual-embedding-002', nextEmbeddingModel: null });
  expect(await library.read(documentId)).toMatchObject({ state: 'ready', version: 1 });
});
