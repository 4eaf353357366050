import { createDocument, createKnowledgeBase, deleteDocument } from '@sylion/database';
import { newId } from '@sylion/schemas';
import {
  createVertexClient,
  DEFAULT_MODELS,
  TransientModelError,
  type ManagedHit,
  type ManagedSearch,
  type VertexClient,
} from '@sylion/vertex-client';

import { handleTurn, type TurnDependencies } from '../src/turn/handle-turn.ts';
import { logger, startHarness, type Harness } from './processor-harness.ts';
import { publishChange } from './publish-change.ts';
import { openShop, type Person, type Shop } from './shop.ts';
import { readLedger } from './talk.ts';

let harness: Harness;
let vertex: VertexClient;
beforeAll(async () => {
  harness = await startHarness();
  vertex = createVertexClient({ project: 'test', location: 'europe-west1', apiEndpoint: harness.vertexEndpoint, models: DEFAULT_MODELS });
});
afterAll(async () => {
  await vertex.close();
  await harness.stop();
});

const question = 'Combien coûte une révision complète ?';

/** A shop whose one knowledge base is Google's to search, and what the index still says about two documents of it. */
async function openManagedShop() {
  const shop = await openShop(harness);
  const [knowledgeBaseId, kept, withdrawn] = [newId(), newId(), newId()];
  await harness.database.asTenant(shop.tenantId, async (scope) => {
    await createKnowledgeBase(scope, {
      id: knowledgeBaseId,
      name: 'Base',
      mode: 'vertex_search',
      embeddingModel: 'gemini-embedding-001',
      embeddingDimension: 768,
      settings: {},
    });
    await publishChange(scope, shop.assistantId, { knowledgeBaseIds: [knowledgeBaseId] });
    for (const [id, name] of [
      [kept, 'Tarifs.pdf'],
      [withdrawn, 'Anciens tarifs.pdf'],
    ] as const)
      await createDocument(scope, { id, knowledgeBaseId, name, mimeType: 'application/pdf', metadata: {}, source: { kind: 'upload' } });
    await deleteDocument(scope, withdrawn);
  });
  const hit = (documentId: string, text: string): ManagedHit => ({
    documentId,
    tenantId: shop.tenantId,
    knowledgeBaseId,
    chunkId: `c-${documentId}`,
    text,
    page: 3,
    title: 'as it was imported',
    score: 0.7,
  });
  const hits = [hit(withdrawn, 'Une révision complète coûtait 12 euros.'), hit(kept, 'Une révision complète coûte 45 euros.')];
  return { shop, kept, hits };
}

function runTurn({ tenantId }: Shop, { conversationId }: Person, search: () => Promise<ManagedHit[]>) {
  const managedSearch = { search } as Partial<ManagedSearch> as ManagedSearch;
  const dependencies: TurnDependencies = {
    database: harness.database,
    queues: harness.queues,
    vertex,
    managedSearch,
    modelTimeoutMs: 10_000,
    retrieval: { similarityFloor: 0.6, timeoutMs: 5_000 },
    logger,
    onFailedLeg: () => undefined,
    onTurn: () => undefined,
  };
  return handleTurn({ version: 1, tenantId, conversationId }, { attempt: 1, isLastAttempt: false }, dependencies);
}

it('managed search answers with what Postgres still knows, by the name it has there, and is in the ledger', async () => {
  const { shop, kept, hits } = await openManagedShop();
  const camille = shop.person();
  await camille.writesUnheard(question);
  await runTurn(shop, camille, async () => hits);
  const { replies, turns } = await camille.talk();
  expect(replies.map(({ text }) => text)).toEqual([expect.stringMatching(/45 euros[^]*Source.*Tarifs/)]);
  expect(turns[0]?.passages).toEqual([expect.objectContaining({ documentId: kept, similarity: null, isCited: true })]);
  const { records } = await readLedger(harness, shop.tenantId);
  expect(records.map(({ metric, amount }) => [metric, amount])).toContainEqual(['managed_searches', 1]);
  expect(JSON.stringify(await harness.calls(shop.tenantId))).not.toContain('12 euros');
});

it('managed search that is away fails the turn for now: it is never taken for an empty index', async () => {
  const { shop, hits } = await openManagedShop();
  const camille = shop.person();
  await camille.writesUnheard(question);
  await expect(
    runTurn(shop, camille, async () => {
      throw new TransientModelError('UNAVAILABLE', 'away');
    }),
  ).rejects.toBeInstanceOf(TransientModelError);
  const { replies, turns, inbound } = await camille.talk();
  expect(replies).toEqual([]);
  expect(turns).toEqual([expect.objectContaining({ outcome: 'model_failed_for_now', errorCode: 'UNAVAILABLE' })]);
  expect(inbound).toEqual([expect.objectContaining({ state: 'received' })]);
  expect((await readLedger(harness, shop.tenantId)).records).toEqual([]);
  await runTurn(shop, camille, async () => hits);
  expect((await camille.talk()).replies).toHaveLength(1);
});
