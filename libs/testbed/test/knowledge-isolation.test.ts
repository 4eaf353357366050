import fs from 'node:fs/promises';
import path from 'node:path';

import { buildVectorIndex, searchKnowledge } from '@sylion/database';
import { repositoryRoot } from '@sylion/launch/embedded';
import pg from 'pg';

import { openKnowledgeWorld, seededRandom, vectorMaker, wordMaker, type KnowledgeWorld, type Library } from './knowledge-world.ts';
import { rowsOf, withClient } from './read-catalog.ts';

/** No chunk of another tenant comes out of a search (T13), not even when its tenant predicates are taken out of it. */
let world: KnowledgeWorld;
let mine: Library;
let foreign: Library;
const vectorOf = vectorMaker(3);
const wordsOf = wordMaker(3, 200);
const routes = ['exact', 'bits', 'ann', 'documents'] as const;

beforeAll(async () => {
  world = await openKnowledgeWorld();
  [mine, foreign] = [await world.addLibrary(), await world.addLibrary()];
  for (const library of [mine, foreign]) {
    await world.publish(
      library,
      Array.from({ length: 30 }, () => ({ text: `${library.tenantId} ${wordsOf(20)}`, vector: vectorOf(1) })),
      { metadata: { shelf: 1 } },
    );
    await buildVectorIndex(
      { database: world.database, ownerUrl: world.test.ownerUrl },
      { tenantId: library.tenantId, knowledgeBaseId: library.baseId, embeddingVersion: 1, embeddingDimension: 768, chunkCount: 30 },
    );
  }
}, 60_000);
afterAll(() => world.close());

const vectorText = (topic = 1): string => `[${[...vectorOf(topic)].join(',')}]`;
/** The knowledge bases that the answers of one raw call come from. */
const basesFound = async (
  client: pg.Client,
  schema: string,
  call: { tenant: string | null; base: string; words: string | null; vector: string | null; route: string | null; filter?: string },
) =>
  new Set(
    (
      await rowsOf<{ base: string; text: string }>(
        client,
        `select knowledge_base_id as base, content || neighbours::text as text from ${schema}.search_knowledge($1, array[$2]::uuid[], array[1], 768, $3::halfvec, $4, 40, $5, $6, 40)`,
        [call.tenant, call.base, call.vector, call.words, call.filter ?? null, call.route],
      )
    ).map(({ base }) => base),
  );

describe('with every tenant predicate taken out of its statements', () => {
  beforeAll(() => withClient(world.test.superuserUrl, async (client) => void (await client.query(await withoutPredicates()))));

  it.each(routes)('the route "%s" of a foreign knowledge base finds nothing', async (route) => {
    await withClient(world.test.appUrl, async (client) => {
      const call = { words: null, vector: vectorText(), route, filter: route === 'documents' ? '{"shelf": 1}' : undefined };
      expect(await basesFound(client, 'leaky', { ...call, tenant: mine.tenantId, base: foreign.baseId })).toEqual(new Set());
      expect(await basesFound(client, 'leaky', { ...call, tenant: mine.tenantId, base: mine.baseId })).toEqual(new Set([mine.baseId]));
    });
  });

  it('the words of a foreign knowledge base find nothing, and neighbours are of the own document', async () => {
    await withClient(world.test.appUrl, async (client) => {
      const call = { words: wordsOf(10), vector: null, route: null };
      expect(await basesFound(client, 'leaky', { ...call, tenant: mine.tenantId, base: foreign.baseId })).toEqual(new Set());
      expect(await basesFound(client, 'leaky', { ...call, tenant: mine.tenantId, base: mine.baseId })).toEqual(new Set([mine.baseId]));
    });
  });

  it('the variant would leak without row-level security: the test can fail', async () => {
    await withClient(world.test.superuserUrl, async (client) => {
      await client.query(`create or replace function leaky.no_role(text, text, boolean) returns text language sql as 'select null::text'`);
      const definition =
        (await rowsOf<{ d: string }>(client, `select pg_get_functiondef('leaky.search_knowledge'::regproc) as d`))[0]?.d ?? '';
      await client.query(
        definition.replace(`set_config('role', 'sylion_tenant', true)`, 'null').replace('leaky.search_knowledge', 'leaky.unguarded_search'),
      );
      const { rows } = await client.query(
        `select from leaky.unguarded_search($1, array[$2]::uuid[], array[1], 768, $3::halfvec, null, 40, null, 'exact')`,
        [mine.tenantId, foreign.baseId, vectorText()],
      );
      expect(rows).toHaveLength(30);
    });
  });
});

describe('the function that ranks words as the platform role', () => {
  const match = (client: pg.Client, tenant: string) =>
    client.query(`select * from match_knowledge_terms($1, $2, 'w1q w2q w3q', null, null, 10)`, [tenant, foreign.baseId]);

  it('refuses every tenant but the one of the scope', async () => {
    await withClient(world.test.appUrl, async (client) => {
      for (const scope of ['', mine.tenantId, 'unset']) {
        await client.query('begin');
        await client.query(`select set_config('role', 'sylion_tenant', true)`);
        if (scope !== 'unset') await client.query(`select set_config('app.tenant_id', $1, true)`, [scope]);
        await expect(match(client, foreign.tenantId)).rejects.toMatchObject({ code: '42501' });
        await client.query('rollback');
      }
    });
  });

  it('is not for the login role', async () => {
    await withClient(world.test.appUrl, (client) => expect(match(client, foreign.tenantId)).rejects.toMatchObject({ code: '42501' }));
  });
});

it('leaves nothing of its scope behind on the connection', async () => {
  await withClient(world.test.appUrl, async (client) => {
    expect(
      await basesFound(client, 'public', { tenant: mine.tenantId, base: mine.baseId, words: null, vector: vectorText(), route: null }),
    ).toEqual(new Set([mine.baseId]));
    expect(await rowsOf(client, `select current_user::text as role, nullif(current_setting('app.tenant_id', true), '') as tenant`)).toEqual(
      [{ role: 'sylion_app', tenant: null }],
    );
    await expect(client.query('select from knowledge_chunks')).rejects.toMatchObject({ code: '42501' });
    expect(
      await basesFound(client, 'public', { tenant: null, base: mine.baseId, words: 'w1q', vector: vectorText(), route: null }),
    ).toEqual(new Set());
  });
});

it('thousands of calls with mixed-up tenants, knowledge bases and hostile text find only what is the caller’s', async () => {
  const random = seededRandom(5);
  const oneOf = <Choice>(choices: readonly Choice[]): Choice => choices[Math.floor(random() * choices.length)] as Choice;
  const hostile = [
    `' or true --`,
    `'; set role sylion_platform; --`,
    '\\',
    `''`,
    ':*',
    'a & | !',
    `w1q' || 'w2q`,
    '$1',
    '%L %s',
    '\u{1F600} <->',
    wordsOf(30),
  ];
  const vectors = Array.from({ length: 20 }, (_, topic) => vectorOf(topic));
  for (let call = 0; call < 2_000; call += 1) {
    const caller = oneOf([mine, foreign]);
    const found = await searchKnowledge(world.database, {
      tenantId: caller.tenantId,
      bases: oneOf([[mine], [foreign], [mine, foreign], [foreign, foreign]]).map(({ baseId: id }) => ({
        id,
        embeddingVersion: oneOf([1, 1, 2]),
      })),
      embeddingDimension: 768,
      vector: oneOf([null, ...vectors]),
      text: oneOf([null, '', wordsOf(4), ...hostile]),
      limit: oneOf([1, 10, 40]),
      filter: oneOf([undefined, undefined, { shelf: 1 }, { [oneOf(hostile)]: oneOf(hostile) }]),
      route: oneOf([undefined, 'exact', 'bits', 'ann']),
    });
    const strangers = found.filter(({ knowledgeBaseId, text }) => knowledgeBaseId !== caller.baseId || !text.startsWith(caller.tenantId));
    if (strangers.length > 0) throw new Error(`call ${call} found ${strangers.length} foreign chunks`);
  }
}, 120_000);

/** The retrieval functions of the migration once more, in a schema of their own, without any comparison of a tenant. */
async function withoutPredicates(): Promise<string> {
  const migration = await fs.readFile(path.join(repositoryRoot, 'libs/database/migrations/0007_search_knowledge.sql'), 'utf8');
  const nearest = /do \$create\$(?:(?!do \$create\$)[^])*?create function nearest_chunks_N[^]*?end \$create\$;/.exec(migration)?.[0] ?? '';
  const match = /create function match_knowledge_terms[^]*?\nend \$\$;/.exec(migration)?.[0] ?? '';
  const search = /create function search_knowledge[^]*?\nend \$\$;/.exec(migration)?.[0] ?? '';
  const blind = [nearest, match, search]
    .join('\n')
    .replaceAll(/(?:\w+\.)?tenant_id = (?:\w+\.tenant_id|tenant|%2\$L)(?!\w)/g, 'true')
    .replaceAll(/(?:\w+\.)?tenant_id = %L/g, '%L is not null')
    .replaceAll(/\b(search_knowledge|match_knowledge_terms|nearest_chunks_(?:768|1536|N))\(/g, 'leaky.$1(');
  if (/tenant_id = (?!tenant is)/.test(blind.replaceAll('app.tenant_id', ''))) throw new Error('a tenant predicate was not taken out');
  return `create schema leaky; grant usage, create on schema leaky to public; ${blind};
    alter function leaky.match_knowledge_terms owner to sylion_platform; grant execute on all functions in schema leaky to public`;
}
