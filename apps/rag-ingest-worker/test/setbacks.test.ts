import { deleteDocument, searchKnowledge } from '@sylion/database';
import { again } from '@sylion/queues';
import { documentIngests } from '@sylion/schemas';
import { PermanentStorageError, type ObjectStore } from '@sylion/storage';
import { waitUntil } from '@sylion/testbed';

import { ingestDocument } from '../src/ingest/ingest-document.ts';
import type { IngestDependencies } from '../src/ingest/ingest-context.ts';
import { startHarness, type Harness } from './ingest-harness.ts';
import { markdown, openLibrary, type Library } from './library.ts';
import { openDependencies } from './open-dependencies.ts';

let harness: Harness;
let dependencies: IngestDependencies;
beforeAll(async () => {
  harness = await startHarness();
  dependencies = openDependencies(harness);
});
afterAll(() => harness.stop());
afterEach(() => harness.control({}));

const hours = markdown('Hours.md', '# Hours\n\nWe are open on Sundays.');
const attempts = [
  { attempt: 1, isLastAttempt: false },
  { attempt: 2, isLastAttempt: true },
] as const;
const ingest = ({ tenantId }: Library, documentId: string, job: (typeof attempts)[number], changes: Partial<IngestDependencies> = {}) =>
  ingestDocument({ version: 1, tenantId, documentId }, job, { ...dependencies, ...changes });
/** A store that does all but one thing. */
const storeWithout = (method: 'read' | 'removePrefix', error: Error): ObjectStore => ({
  ...harness.store,
  [method]: () => {
    throw error;
  },
});

/** Works the queue until it is stopped, with whatever is broken. */
function consume(changes: Partial<IngestDependencies> = {}) {
  return harness.queues.consume({
    contract: documentIngests,
    concurrency: 1,
    handle: (nudge, job) => ingestDocument(nudge, job, { ...dependencies, ...changes }),
  });
}
/** A nudge that is soon tried again, and as often as said. */
const nudge = ({ tenantId }: Library, documentId: string, attempts: number) =>
  harness.queues.publish({ ...documentIngests, attempts, backoffMs: 10 }, { version: 1, tenantId, documentId });

/** What a question that is near to `hours` finds by its vector. */
async function openQuestion({ tenantId, knowledgeBaseId }: Library) {
  const model = { model: 'gemini-embedding-001', dimension: 768 } as const;
  const { vectors } = await dependencies.vertex.embed(['Are you open on Sundays?'], {
    ...model,
    taskType: 'RETRIEVAL_QUERY',
    timeoutMs: 10_000,
    tenantId,
  });
  const [vector = null] = vectors;
  return async (): Promise<string[]> => {
    const bases = [{ id: knowledgeBaseId, embeddingVersion: 1 }];
    const found = await searchKnowledge(harness.database, { tenantId, bases, embeddingDimension: 768, vector, text: null, limit: 5 });
    return found.map(({ documentId }) => documentId);
  };
}

it('an outage of the model is waited out, where the tenant can see it', async () => {
  const library = await openLibrary(harness);
  await harness.control({ failRate: 1, failCode: 'UNAVAILABLE' });
  const documentId = await library.add(hours, undefined, false);
  const consumer = consume({ modelTimeoutMs: 1_000 });
  await nudge(library, documentId, 20);
  const waiting = await waitUntil('the document tells what it waits for', async () => {
    const document = await library.read(documentId);
    return document?.stateReason != null && document;
  });
  expect(waiting).toMatchObject({ state: 'processing', stateReason: 'model_unavailable' });
  await harness.control({});
  expect(await library.ended(documentId)).toMatchObject({ state: 'ready', stateReason: null });
  await consumer.close();
});

it('a defect of ours is tried again, then ends the document and lies in the dead letters', async () => {
  const library = await openLibrary(harness);
  const documentId = await library.add(hours, undefined, false);
  const consumer = consume({ store: storeWithout('read', new TypeError('undefined is not a store')) });
  await nudge(library, documentId, 2);
  expect(await library.ended(documentId)).toMatchObject({ state: 'failed', stateReason: 'unexpected', claimedUntil: null });
  const letters = await waitUntil('the job is buried', async () => {
    const all = await harness.queues.deadLetters.list(documentIngests);
    return all.length > 0 && all;
  });
  expect(letters).toMatchObject([
    { payload: { tenantId: library.tenantId, documentId }, reason: 'PoisonJob', error: 'undefined is not a store', attempts: 2 },
  ]);
  await consumer.close();
});

it('a document that cannot be removed for now answers nothing all the same, and goes when the store is back', async () => {
  const library = await openLibrary(harness);
  const documentId = await library.add(hours, undefined, false);
  await ingest(library, documentId, attempts[0]);
  const ask = await openQuestion(library);
  expect(await ask()).toEqual([documentId]);
  await library.inTenant((scope) => deleteDocument(scope, documentId));

  const store = storeWithout('removePrefix', new PermanentStorageError('403', 'no right to delete'));
  await expect(ingest(library, documentId, attempts[0], { store })).rejects.toThrow('no right to delete');
  expect(await ingest(library, documentId, attempts[1], { store })).toEqual(again(60_000));
  expect(await library.read(documentId)).toMatchObject({ state: 'deleting', claimedUntil: null });
  expect(await ask()).toEqual([]);

  await ingest(library, documentId, attempts[0]);
  expect(await library.read(documentId)).toBeUndefined();
});

it('a document that gets new vectors answers with its old ones when the model refuses, and switches when it no longer does', async () => {
  const library = await openLibrary(harness);
  const documentId = await library.add(hours, undefined, false);
  await ingest(library, documentId, attempts[0]);
  const ask = await openQuestion(library);
  await library.change('knowledgeBases', library.knowledgeBaseId, {
    nextEmbeddingModel: 'text-multilingual-embedding-002',
    nextEmbeddingDimension: 768,
  });

  await harness.control({ failRate: 1, failCode: 'PERMISSION_DENIED' });
  await expect(ingest(library, documentId, attempts[0])).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  expect(await ingest(library, documentId, attempts[1])).toEqual(again(60_000));
  expect(await library.read(documentId)).toMatchObject({ state: 'ready', stateReason: null, version: 1, claimedUntil: null });
  expect(await ask()).toEqual([documentId]);

  await harness.control({});
  await ingest(library, documentId, attempts[0]);
  expect(await library.base()).toMatchObject({ embeddingModel: 'text-multilingual-embedding-002', embeddingVersion: 2 });
});
