import {
  claimPlaygroundRun,
  createPlaygroundRun,
  findAssistant,
  findPlaygroundRun,
  listStuckPlaygroundRuns,
  removeOldPlaygroundRuns,
  reserveQuota,
  type PlaygroundRun,
} from '@sylion/database';
import { newId, playgroundRuns, type AssistantSettings, type PlaygroundRequest } from '@sylion/schemas';
import { waitUntil } from '@sylion/testbed';

import { openKnowledgeShop } from './knowledge-shop.ts';
import { startHarness, type Harness } from './processor-harness.ts';
import { openShop, type Shop } from './shop.ts';
import { readLedger } from './talk.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
  await harness.startProcessor();
});
afterAll(() => harness.stop());

type Question = Partial<Omit<PlaygroundRequest, 'settings'>> & { settings?: Partial<AssistantSettings> };

/** Stores a run as the Admin API does, without a word to anybody. */
async function store({ tenantId, assistantId }: Shop, { settings, ...question }: Question = {}): Promise<string> {
  const id = newId();
  await harness.database.asTenant(tenantId, async (scope) => {
    const assistant = await findAssistant(scope, assistantId);
    if (!assistant) throw new Error('there is no such assistant');
    const request = { messages: ['Bonjour ?'], history: [], version: null, ...question, settings: { ...assistant.draft, ...settings } };
    await createPlaygroundRun(scope, { id, assistantId, request });
  });
  return id;
}

const over = ({ tenantId }: Shop, runId: string): Promise<PlaygroundRun> =>
  waitUntil('the run is over', async () => {
    const run = await harness.database.asTenant(tenantId, (scope) => findPlaygroundRun(scope, runId));
    return run && ['done', 'failed'].includes(run.state) && run;
  });

async function run(shop: Shop, question: Question = {}): Promise<PlaygroundRun> {
  const runId = await store(shop, question);
  await harness.queues.publish(playgroundRuns, { version: 1, tenantId: shop.tenantId, runId });
  return over(shop, runId);
}

const rowsOf = ({ tenantId }: Shop, table: 'turns' | 'conversations' | 'messages' | 'events') =>
  harness.database.asTenant(tenantId, ({ sql }) => sql.selectFrom(table).where('tenantId', '=', tenantId).selectAll().execute());

it('tells what the draft would answer, from which passages, and how; nobody is written to, and no reply is charged', async () => {
  await harness.control({ mode: 'script', script: [{ text: 'La révision coûte **45 euros** [1].' }] });
  const shop = await openKnowledgeShop(harness, { documents: { Tarifs: ['La révision du vélo coûte 45 euros.'] } });
  await shop.limit('replies', 0);
  await shop.limit('model_tokens', 100_000);
  const { id, state, result } = await run(shop, {
    history: [{ author: 'end_user', text: 'Bonjour, mon vélo grince.' }],
    messages: ['Combien coûte la révision du vélo ?'],
    settings: { instructions: 'Tutoie les gens.' },
  });
  expect([state, result]).toEqual([
    'done',
    {
      outcome: 'answered',
      handOffReason: null,
      text: expect.stringMatching(/^La révision coûte \*\*45 euros\*\*[^[]*Tarifs/s),
      locale: 'fr',
      toolsCalled: [],
      passages: [
        expect.objectContaining({
          documentId: shop.documents['Tarifs'],
          documentName: 'Tarifs',
          similarity: expect.any(Number),
          isCited: true,
        }),
      ],
      model: expect.any(String),
      promptTokens: expect.any(Number),
      outputTokens: expect.any(Number),
      steps: ['gather-context', 'check-quota', 'retrieve-knowledge', 'generate-reply'].map((name) => ({ name, ms: expect.any(Number) })),
    },
  ]);
  const call = (await harness.calls(shop.tenantId)).find(({ method }) => method === 'GenerateContent');
  for (const told of ['Tutoie les gens.', 'Bonjour, mon vélo grince.']) expect(JSON.stringify(call)).toContain(told);
  expect([result?.promptTokens, result?.outputTokens]).toEqual([call?.promptTokens, call?.outputTokens]);
  const { promptTokens, outputTokens, replies, quotas } = await readLedger(harness, shop.tenantId);
  expect([promptTokens, outputTokens, replies]).toEqual([call?.promptTokens, call?.outputTokens, 0]);
  expect(quotas).toEqual({ model_tokens: { used: promptTokens + outputTokens, reserved: 0 }, replies: { used: 0, reserved: 0 } });
  expect(await rowsOf(shop, 'turns')).toMatchObject([{ id, conversationId: null, state: 'no_reply', outcome: 'playground', promptTokens }]);
  expect(JSON.stringify(await rowsOf(shop, 'turns'))).not.toContain('Combien coûte');
  for (const table of ['conversations', 'messages'] as const) expect(await rowsOf(shop, table)).toEqual([]);
  expect((await rowsOf(shop, 'events')).filter((event) => 'kind' in event && event.kind === 'turn.finished')).toEqual([]);
});

it('reports a hand-over, whoever decides it, and what the business would say itself', async () => {
  await harness.control({ mode: 'script', script: [{ functionCall: { name: 'hand_off_to_human', args: { reason: 'is angry' } } }] });
  const shop = await openShop(harness, { tools: ['hand_off_to_human'] });
  expect((await run(shop)).result).toMatchObject({ outcome: 'handed_off', handOffReason: 'is angry', toolsCalled: ['hand_off_to_human'] });
  const phrase = await run(shop, {
    messages: ['Passez-moi un conseiller'],
    settings: { handOffRules: { phrases: ['un conseiller'], afterUnknown: null } },
  });
  expect(phrase.result).toMatchObject({ outcome: 'handed_off', handOffReason: 'hand_off_phrase', toolsCalled: [], model: null });
  const closed = await run(shop, { settings: { businessHours: { timeZone: 'UTC', week: {}, exceptions: [], outside: 'say_closed' } } });
  expect(closed.result).toMatchObject({ outcome: 'outside_business_hours', text: expect.stringMatching(/./), promptTokens: 0 });
});

it('fails with a code: over quota, and when the model is away', async () => {
  const shop = await openShop(harness);
  await harness.control({ mode: 'script', script: [{ error: { code: 'INVALID_ARGUMENT' } }] });
  expect(await run(shop)).toMatchObject({ state: 'failed', errorCode: 'model_failed', result: null });
  await shop.limit('model_tokens', 1);
  expect(await run(shop)).toMatchObject({ state: 'failed', errorCode: 'quota_exceeded', result: null });
});

it('a run whose nudge was lost is run; one whose worker died ends as interrupted, charged as what the model may have been asked', async () => {
  await harness.control({ mode: 'echo' });
  const shop = await openShop(harness);
  await shop.limit('model_tokens', 100_000);
  const { tenantId } = shop;
  const [lost, dead] = [await store(shop, { messages: ['Seul ?'] }), await store(shop)];
  await harness.database.asTenant(tenantId, async (scope) => {
    await claimPlaygroundRun(scope, { runId: dead, leaseMs: 0 });
    await reserveQuota(scope, { turnId: dead, now: new Date(), amounts: { replies: 0, model_tokens: 5_000 } });
    const { sql } = scope;
    await sql
      .updateTable('turns')
      .set({ modelCallStartedAt: new Date(), promptTokens: 321, model: 'flash' })
      .where('tenantId', '=', tenantId)
      .where('id', '=', dead)
      .execute();
    const age = { createdAt: new Date(Date.now() - 60_000) };
    await sql.updateTable('playgroundRuns').set(age).where('tenantId', '=', tenantId).execute();
  });
  expect(await over(shop, lost)).toMatchObject({ state: 'done', result: { text: 'Seul ?' } });
  expect(await over(shop, dead)).toMatchObject({ state: 'failed', errorCode: 'interrupted' });
  const { records, promptTokens, outputTokens, quotas } = await readLedger(harness, tenantId);
  expect(records.filter(({ turnId }) => turnId === dead)).toMatchObject([
    { metric: 'model_prompt_tokens', amount: 321, isEstimated: true },
  ]);
  expect(quotas['model_tokens']).toEqual({ used: promptTokens + outputTokens, reserved: 0 });
  expect(await listStuckPlaygroundRuns(harness.database, 0)).toEqual([]);
});

it('what was said is gone a week after the end of its run, the record of its turn is not', async () => {
  const shop = await openShop(harness);
  const [old, young] = [await run(shop), await run(shop)];
  await harness.database.asTenant(shop.tenantId, ({ sql, tenantId }) =>
    sql
      .updateTable('playgroundRuns')
      .set({ finishedAt: new Date(Date.now() - 8 * 24 * 3_600_000) })
      .where('tenantId', '=', tenantId)
      .where('id', '=', old.id)
      .execute(),
  );
  await removeOldPlaygroundRuns(harness.database, 100);
  const kept = await harness.database.asTenant(shop.tenantId, ({ sql, tenantId }) =>
    sql.selectFrom('playgroundRuns').where('tenantId', '=', tenantId).select('id').execute(),
  );
  expect(kept).toEqual([{ id: young.id }]);
  expect(await rowsOf(shop, 'turns')).toHaveLength(2);
});
