import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { PoisonJob } from '@sylion/queues';
import { incomingMessages, type MessageContent } from '@sylion/schemas';
import { waitUntil } from '@sylion/testbed';
import { createVertexClient, DEFAULT_MODELS } from '@sylion/vertex-client';

import { handleTurn } from '../src/turn/handle-turn.ts';
import { logger, startHarness, type Harness } from './processor-harness.ts';
import { openShop, type Shop } from './shop.ts';
import { readLedger } from './talk.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

const deadOf = async (shop: Shop) =>
  (await harness.queues.deadLetters.list(incomingMessages)).filter(
    ({ payload }) => (payload as { tenantId: string }).tenantId === shop.tenantId,
  );
/** A row that our own schema would not let in: nothing downstream is ready for it. */
const poison = { kind: 'contacts' } as unknown as MessageContent;

it('a new process answers its first message without loading the model’s client in the time of the call, and stops when told to', async () => {
  await harness.control({ mode: 'echo' });
  const child = spawn(process.execPath, ['--conditions=@sylion/source', fileURLToPath(new URL('../src/main.ts', import.meta.url))], {
    env: { ...harness.environment, MODEL_TIMEOUT_MS: '1500' },
    stdio: 'ignore',
  });
  const exited = once(child, 'exit');
  try {
    const shop = await openShop(harness);
    const camille = shop.person();
    await camille.writes('Avez-vous une adresse ?');
    const { turns } = await camille.answered(1);
    expect(turns).toHaveLength(1);
    const thinking = turns.flatMap(({ steps }) => steps as { name: string; ms: number }[]).find(({ name }) => name === 'generate-reply');
    expect(thinking?.ms).toBeLessThan(900); // the first of several attempts has 60 % of the whole time
  } finally {
    child.kill('SIGTERM');
  }
  expect(await exited).toEqual([0, null]);
});

it('what fails for now until its last try, foreseen or not, ends in one apology and one dead letter, and holds nobody up', async () => {
  await harness.startProcessor({ MODEL_TIMEOUT_MS: '400', TURN_CONCURRENCY: '4' });
  await harness.control({ failRate: 1, failCode: 'UNAVAILABLE' });
  const [throttled, poisoned, neighbour] = await Promise.all([
    openShop(harness, { locale: 'en' }),
    openShop(harness, { locale: 'de' }),
    openShop(harness),
  ]);
  const [waiting, poisoner, passerBy] = [throttled.person(), poisoned.person(), neighbour.person()];
  await waiting.writes('Are you open on Sunday morning?');
  await poisoner.writes(poison, 'STOPP die Werbung ist gut, danke euch.');
  await passerBy.writes('STOP');
  const {
    replies: [confirmation],
  } = await passerBy.answered(1);
  expect(confirmation?.text).toContain('START');
  expect((await waiting.talk()).inbound).toEqual([expect.objectContaining({ state: 'received' })]);

  for (const [shop, person, words, errorCode] of [
    // On a busy machine the model's refusal itself can come too late for the short time the test gives it.
    [throttled, waiting, 'Sorry', expect.stringMatching(/^(UNAVAILABLE|DEADLINE_EXCEEDED)$/)],
    [poisoned, poisoner, 'Entschuldigung', 'unexpected'],
  ] as const) {
    const { replies, inbound, turns } = await person.answered(1);
    expect(replies).toEqual([expect.objectContaining({ author: 'system', text: expect.stringContaining(words) })]);
    for (const message of inbound) expect(message).toMatchObject({ state: 'skipped', stateReason: 'model_failed' });
    expect(turns.map(({ outcome }) => outcome)).toEqual([
      'model_failed_for_now',
      'model_failed_for_now',
      'model_failed_for_now',
      'model_failed',
    ]);
    for (const turn of turns) expect(turn).toMatchObject({ state: 'failed', errorCode });
    await waitUntil('the job is buried', async () => (await deadOf(shop)).length === 1);
    expect((await readLedger(harness, shop.tenantId)).records).toEqual([]);
  }
  await waitUntil('nothing is left to do', async () => (await harness.queues.depth(incomingMessages)) === 0);
  expect((await waiting.talk()).replies).toHaveLength(1);
});

it('a reply that cannot be committed is an apology, and what the model was asked is in the ledger', async () => {
  await harness.control({ mode: 'echo' });
  const shop = await openShop(harness);
  const camille = shop.person();
  await camille.writesUnheard('Avez-vous une adresse ?');
  const vertex = createVertexClient({
    project: 'test',
    location: 'europe-west1',
    apiEndpoint: harness.vertexEndpoint,
    models: DEFAULT_MODELS,
  });
  let commits = 0;
  const database = {
    ...harness.database,
    callAsTenant: async <Result>(tenantId: string, call: Parameters<typeof harness.database.callAsTenant<Result>>[1]) => {
      const isAsked = (await harness.calls(shop.tenantId)).length > 0;
      if (isAsked && commits++ === 0) throw new Error('value out of range');
      return harness.database.callAsTenant(tenantId, call);
    },
  };
  const turn = handleTurn(
    { version: 1, tenantId: shop.tenantId, conversationId: camille.conversationId },
    { attempt: 4, isLastAttempt: true },
    {
      database,
      queues: harness.queues,
      vertex,
      modelTimeoutMs: 10_000,
      retrieval: { similarityFloor: 0.6, timeoutMs: 5_000 },
      logger,
      onFailedLeg: () => undefined,
      onTurn: () => undefined,
    },
  );
  await expect(turn).rejects.toBeInstanceOf(PoisonJob);
  await vertex.close();
  const { replies, turns, conversation } = await camille.talk();
  expect(replies.map(({ author }) => author)).toEqual(['system']);
  expect(turns).toEqual([expect.objectContaining({ state: 'failed', errorCode: 'unexpected' })]);
  expect(conversation.claimedUntil).toBeNull();
  const [call] = await harness.calls(shop.tenantId);
  expect(await readLedger(harness, shop.tenantId)).toMatchObject({
    promptTokens: call?.promptTokens,
    outputTokens: call?.outputTokens,
    replies: 0,
  });
});
