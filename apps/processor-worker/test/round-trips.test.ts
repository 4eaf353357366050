import { createDatabase, type Database } from '@sylion/database';
import { newId } from '@sylion/schemas';
import { createVertexClient, DEFAULT_MODELS, type VertexClient } from '@sylion/vertex-client';

import { handleTurn } from '../src/turn/handle-turn.ts';
import { publishChange } from './publish-change.ts';
import { logger, startHarness, type Harness } from './processor-harness.ts';
import { openShop, type Person, type Shop } from './shop.ts';

/** A turn asks Postgres at most twice before the model and once after it, whatever its tenant limits and its end user was told. */
let harness: Harness;
let counted: Database;
let vertex: VertexClient;
let statements: string[] = [];
beforeAll(async () => {
  harness = await startHarness();
  counted = createDatabase({
    url: harness.environment['DATABASE_URL'] ?? '',
    applicationName: 'round trips',
    poolSize: 2,
    logger,
    onStatement: ({ sql }) => statements.push(sql),
  });
  vertex = createVertexClient({
    project: 'test',
    location: 'europe-west1',
    apiEndpoint: harness.vertexEndpoint,
    models: DEFAULT_MODELS,
    logger,
  });
  await vertex.warmUp();
  await harness.control({ mode: 'echo' });
});
afterAll(async () => {
  await vertex.close();
  await counted.close();
  await harness.stop();
});

/** Answers as a processor does; what it asked Postgres before its first call of the model, and after it. */
async function tripsOf(shop: Shop, person: Person): Promise<{ before: string[]; after: string[] }> {
  statements = [];
  let before: string[] | undefined;
  await handleTurn(
    { version: 1, tenantId: shop.tenantId, conversationId: person.conversationId },
    { attempt: 1, isLastAttempt: false },
    {
      database: counted,
      queues: { publish: () => Promise.resolve() },
      vertex: {
        ...vertex,
        generate: (...call) => {
          before ??= namesOf(statements.splice(0));
          return vertex.generate(...call);
        },
      },
      modelTimeoutMs: 10_000,
      retrieval: { similarityFloor: 0.6, timeoutMs: 5_000 },
      logger,
      onFailedLeg: () => undefined,
      onTurn: () => undefined,
    },
  );
  return { before: before ?? [], after: namesOf(statements) };
}

/** The functions that were called; a sign of life, which takes a second's wait for the model, is not the turn's. */
const namesOf = (asked: readonly string[]): string[] =>
  asked
    .join(';')
    .split(';')
    .flatMap((sql) => (sql === '' ? [] : (/(\w+)\(/.exec(sql)?.[1] ?? sql)))
    .filter((name) => name !== 'extend_claim');

const hurried = { completeWaitMs: 1 };
const plain = { before: ['read_inbox', 'begin_turn'], after: ['end_turn'] };

it('a plain turn: two before the model, one after', async () => {
  const shop = await openShop(harness);
  await harness.database.asTenant(shop.tenantId, (scope) => publishChange(scope, shop.assistantId, { coalescing: hurried }));
  const camille = shop.person();
  for (const question of ['Êtes-vous ouverts samedi ?', 'Et dimanche, êtes-vous ouverts ?']) {
    await camille.writesUnheard(question);
    expect(await tripsOf(shop, camille)).toEqual(plain);
  }
  const { replies, turns } = await camille.talk();
  expect(replies.map(({ text }) => text)).toEqual(['Êtes-vous ouverts samedi ?', 'Et dimanche, êtes-vous ouverts ?']);
  expect(turns).toMatchObject([{ outcome: 'answered' }, { outcome: 'answered' }]);
});

it('as few with quotas, limits of an end user, a welcome, a language to remember and a note below the answer', async () => {
  const shop = await openShop(harness);
  await shop.limit('replies', 10);
  await shop.limit('model_tokens', 100_000);
  const businessHours = { timeZone: 'Europe/Paris', week: {}, exceptions: [], outside: 'answer_with_note' as const };
  await harness.database.asTenant(shop.tenantId, (scope) =>
    publishChange(scope, shop.assistantId, {
      coalescing: hurried,
      language: 'end_user',
      endUserLimits: { perMinute: 5, perHour: 50, perDay: 500 },
      texts: { welcome: { fr: 'Bienvenue !' } },
      businessHours,
    }),
  );
  const camille = shop.person();
  await camille.writesUnheard('Bonjour, êtes-vous ouverts samedi ?');
  expect(await tripsOf(shop, camille)).toEqual(plain);
  const { replies, conversation, endUser } = await camille.talk();
  expect(replies.map(({ text }) => text)).toEqual([expect.stringMatching(/^Bienvenue !\n\nBonjour, êtes-vous ouverts samedi \?\n\n./)]);
  expect([conversation.welcomedAt, conversation.closedNotifiedAt, endUser.locale]).toEqual([expect.any(Date), expect.any(Date), 'fr']);
});

it('a nudge that finds nothing to do asks once', async () => {
  const shop = await openShop(harness);
  const camille = shop.person();
  camille.conversationId = newId();
  expect(await tripsOf(shop, camille)).toEqual({ before: [], after: ['read_inbox'] });
});
