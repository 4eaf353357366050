import { deleteDocument, insertOutbound, recordInbound, recordTurnEnd, settleInbound } from '@sylion/database';
import { newId, type TurnCall, type TurnPassage } from '@sylion/schemas';
import { rowsOf, startTurn, withClient } from '@sylion/testbed';

import { createTenantByApi, startTestApi, writeInbound, type TestApi, type TestTenant } from './harness.ts';

let api: TestApi;
let shop: TestTenant;
beforeAll(async () => {
  api = await startTestApi();
  shop = await createTenantByApi(api);
});
afterAll(() => api.stop());

const get = async (path: string, key = shop.keys.agent) => (await api.call('get', path, { key })).body;
const inTenant = <Result>(work: Parameters<typeof api.database.asTenant<Result>>[1]) => api.database.asTenant(shop.tenantId, work);

/** A document of one chunk on page 3, as ingestion leaves it. */
async function writeDocument(text: string): Promise<{ documentId: string; chunkId: string }> {
  const base = await api.call('post', '/v1/knowledge-bases', { key: shop.keys.admin, body: { name: 'Menu' } });
  const [documentId, chunkId] = [newId(), newId()];
  await withClient(api.superuserUrl, async (client) => {
    await client.query(
      `insert into knowledge_documents (tenant_id, id, knowledge_base_id, name, mime_type, state, chunk_count) values ($1, $2, $3, 'Tarifs.pdf', 'application/pdf', 'ready', 1)`,
      [shop.tenantId, documentId, base.body.id],
    );
    await client.query(
      `insert into knowledge_chunks (tenant_id, id, knowledge_base_id, document_id, ordinal, page, content, token_count) values ($1, $2, $3, $4, 0, 3, $5, 9)`,
      [shop.tenantId, chunkId, base.body.id, documentId, text],
    );
  });
  return { documentId, chunkId };
}

/** One question that was answered out of one passage, as the processor records it. */
async function answerFrom({ documentId, chunkId }: { documentId: string; chunkId: string }) {
  const conversationId = await writeInbound(api, shop, { text: 'Combien coûte une révision ?' });
  const [{ id: inboundId }] = (await get(`/v1/conversations/${conversationId}/messages`)).items;
  const [turnId, outboundId] = [newId(), newId()];
  const { assistantId, channelId } = shop;
  const passage: TurnPassage = { documentId, chunkIds: [chunkId], similarity: 0.9, vectorRank: 1, textRank: 2, score: 0.03, isCited: true };
  const call: TurnCall = {
    asked: 'flash',
    model: 'gemini-3.5-flash-lite',
    attempts: 2,
    end: 'answer',
    reason: null,
    promptTokens: 100,
    outputTokens: 7,
    isEstimated: false,
    tools: [],
  };
  await inTenant(async (scope) => {
    await startTurn(scope, { turnId, conversationId, assistantId, assistantVersion: 1, epoch: 0, leaseMs: 1_000 });
    await settleInbound(scope, { messageIds: [inboundId], state: 'answered', turnId });
    const content = { kind: 'text', text: '45 euros.' } as const;
    await insertOutbound(scope, { messageId: outboundId, conversationId, channelId, author: 'assistant', content, epoch: 0, turnId });
    await recordTurnEnd(scope, {
      turnId,
      state: 'replied',
      outcome: 'answered',
      model: 'gemini-3.5-flash-lite',
      modelCalls: 1,
      promptTokens: 100,
      outputTokens: 7,
      steps: [{ name: 'generate-reply', ms: 12.5 }],
      passages: [passage],
      retrieval: { state: 'searched', question: 'Combien coûte une révision ?', failedLegs: [] },
      calls: [call],
    });
  });
  return { turnId, conversationId, inboundId, outboundId };
}

it('a turn tells why it answered so: what it searched for and found, whom it asked, how long it took, and what became of the messages', async () => {
  const document = await writeDocument('La révision coûte 45 euros.');
  const { turnId, conversationId, inboundId, outboundId } = await answerFrom(document);
  expect(await get(`/v1/turns/${turnId}`)).toMatchObject({
    id: turnId,
    conversationId,
    channelId: shop.channelId,
    assistantId: shop.assistantId,
    assistantVersion: 1,
    explanation: 'The model answered from 1 passage of the documents, of which it named 1, after 1 attempt that failed.',
    steps: [{ name: 'generate-reply', ms: 12.5 }],
    retrieval: { state: 'searched', question: 'Combien coûte une révision ?', failedLegs: [] },
    calls: [{ asked: 'flash', model: 'gemini-3.5-flash-lite', attempts: 2, promptTokens: 100, outputTokens: 7 }],
    passages: [{ documentName: 'Tarifs.pdf', page: 3, excerpt: 'La révision coûte 45 euros.', isGone: false, isCited: true }],
    inboundMessages: [{ id: inboundId, state: 'answered' }],
    outboundMessages: [{ id: outboundId, state: 'queued' }],
  });
});

it('a passage of a deleted document has no text any more the moment the delete returns', async () => {
  const document = await writeDocument('La recette secrète.');
  const { turnId } = await answerFrom(document);
  await inTenant((scope) => deleteDocument(scope, document.documentId));
  const turn = await get(`/v1/turns/${turnId}`);
  expect(turn.passages).toMatchObject([{ documentName: null, excerpt: null, isGone: true }]);
  expect(JSON.stringify(turn)).not.toContain('secrète');
});

it('the question goes with the messages that asked it', async () => {
  const { turnId, inboundId } = await answerFrom(await writeDocument('Oui.'));
  await inTenant(({ sql, tenantId }) => sql.deleteFrom('messages').where('tenantId', '=', tenantId).where('id', '=', inboundId).execute());
  expect((await get(`/v1/turns/${turnId}`)).retrieval).toEqual({ state: 'searched', failedLegs: [] });
});

it('turns are found by outcome, assistant, channel and time', async () => {
  const { turnId } = await answerFrom(await writeDocument('Oui.'));
  const ids = async (query: string): Promise<string[]> => (await get(`/v1/turns?${query}`)).items.map(({ id }: { id: string }) => id);
  const { assistantId, channelId } = shop;
  const hour = (offset: number) => encodeURIComponent(new Date(Date.now() + offset * 3_600_000).toISOString());
  for (const fits of [`outcome=answered`, `assistantId=${assistantId}&channelId=${channelId}`, `from=${hour(-1)}&to=${hour(1)}`])
    expect(await ids(fits)).toContain(turnId);
  for (const misses of ['outcome=over_quota', `assistantId=${channelId}`, `channelId=${assistantId}`, `from=${hour(1)}`, `to=${hour(-1)}`])
    expect(await ids(misses)).toEqual([]);
});

it('a delivered message is counted for the assistant and the channel of its turn', async () => {
  const { turnId, outboundId } = await answerFrom(await writeDocument('Oui.'));
  const { tenantId, channelId } = shop;
  const status = {
    tenantId,
    channelId,
    providerMessageId: 'wamid.delivered',
    messageId: outboundId,
    status: 'delivered' as const,
    at: new Date().toISOString(),
  };
  await recordInbound(api.database, { messages: [], events: [], statuses: [{ ...status, pricing: null, error: null }] });
  const records = await withClient(api.superuserUrl, (client) =>
    rowsOf(client, `select metric, assistant_id, channel_id from usage_records where turn_id = '${turnId}'`),
  );
  expect(records).toEqual([{ metric: 'whatsapp_messages', assistant_id: shop.assistantId, channel_id: channelId }]);
});
