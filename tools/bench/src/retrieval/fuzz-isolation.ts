import pg from 'pg';

import type { Corpus } from '../corpus/corpus.ts';
import { baseId, readIdentifier, tenantId } from '../corpus/identifiers.ts';
import { seededRandom, type SeededRandom } from '../corpus/seeded-random.ts';
import { trackProgress } from '../report/track-progress.ts';
import type { BenchDatabase } from '../server/bench-database.ts';
import { vectorValue } from '../server/vector-array.ts';
import { wanted } from './question.ts';

const clients = 4;

export interface FuzzResult {
  readonly calls: number;
  /** Rows of a tenant that the caller is not. */
  readonly foreignRows: number;
  /** Rows that the caller may see, and did: without any, the rest would prove nothing. */
  readonly ownRows: number;
  /** Calls that Postgres refused, which is as good as an empty answer. */
  readonly refusals: number;
}

/**
 * Calls that try to see what they must not: without a tenant, with an empty one, on connections that served another tenant just before,
 * with other tenants' knowledge bases, and with SQL where a filter's keys and values or the question's words belong.
 */
export async function fuzzIsolation(
  database: BenchDatabase,
  corpus: Corpus,
  calls: number,
  progress: (line: string) => void,
): Promise<FuzzResult> {
  const tracker = trackProgress('fuzzed calls', calls, progress);
  const workers = Array.from({ length: clients }, async (_, worker) => {
    const client = new pg.Client({ connectionString: database.appUrl });
    await client.connect();
    const random = seededRandom(13, worker);
    const result = { foreignRows: 0, ownRows: 0, refusals: 0 };
    try {
      for (let call = worker; call < calls; call += clients) {
        const caller = random.integer(corpus.shape.tenantSizes.length);
        const attempt = attempts[random.integer(attempts.length)] ?? foreignBases;
        try {
          const seen = await attempt({ client, random, corpus, caller });
          result.foreignRows += seen.foreign;
          result.ownRows += seen.own;
        } catch (error) {
          if (!(error instanceof pg.DatabaseError)) throw error;
          await client.query('rollback');
          result.refusals += 1;
        }
        tracker.advance(1);
      }
      return result;
    } finally {
      await client.end();
    }
  });
  const results = await Promise.all(workers);
  const sum = (field: 'foreignRows' | 'ownRows' | 'refusals'): number => results.reduce((total, result) => total + result[field], 0);
  return { calls, foreignRows: sum('foreignRows'), ownRows: sum('ownRows'), refusals: sum('refusals') };
}

interface Attempt {
  readonly client: pg.Client;
  readonly random: SeededRandom;
  readonly corpus: Corpus;
  readonly caller: number;
}

interface Seen {
  readonly own: number;
  readonly foreign: number;
}

const attempts = [
  foreignBases,
  foreignBases,
  sqlInFilter,
  sqlInWords,
  tablesWithoutTenant,
  tablesWithEmptyTenant,
  tablesOfAnotherTenant,
  wordsOfAnotherTenant,
];

/** Its own knowledge base and those of others, asked about the others' content. */
async function foreignBases({ client, random, corpus, caller }: Attempt): Promise<Seen> {
  const others = [victimOf(corpus, caller, random), victimOf(corpus, caller, random)];
  return search(
    client,
    caller,
    [caller, ...others],
    vectorOf(corpus, others[0] ?? 0, random),
    wordsOf(corpus, others[1] ?? 0, random),
    null,
  );
}

async function sqlInFilter({ client, random, corpus, caller }: Attempt): Promise<Seen> {
  const victim = victimOf(corpus, caller, random);
  const filter = { [pick(hostile, random)]: pick(hostile, random), tenant: pick([tenantId(victim), null, ['x']], random) };
  const chosen = random.integer(2) === 0 ? filter : {};
  return search(client, caller, [victim, caller], vectorOf(corpus, victim, random), null, JSON.stringify(chosen));
}

async function sqlInWords({ client, random, corpus, caller }: Attempt): Promise<Seen> {
  const victim = victimOf(corpus, caller, random);
  return search(client, caller, [caller, victim], null, `${pick(hostile, random)} ${wordsOf(corpus, victim, random)}`, null);
}

/** In the tenant role, on a connection that has just served somebody, without having said for whom. */
async function tablesWithoutTenant({ client, random, corpus, caller }: Attempt): Promise<Seen> {
  await search(client, caller, [caller], vectorOf(corpus, caller, random), null, null);
  return readTable(client, random, undefined);
}

async function tablesWithEmptyTenant({ client, random }: Attempt): Promise<Seen> {
  return readTable(client, random, pick(['', ' '], random));
}

/** Says one tenant and asks for rows of another. */
async function tablesOfAnotherTenant({ client, random, corpus, caller }: Attempt): Promise<Seen> {
  return readTable(client, random, tenantId(caller), tenantId(victimOf(corpus, caller, random)));
}

/** The one function that runs as the platform must refuse another tenant than the scope's. */
async function wordsOfAnotherTenant({ client, random, corpus, caller }: Attempt): Promise<Seen> {
  const victim = victimOf(corpus, caller, random);
  await client.query(`begin; set local role sylion_tenant`);
  await client.query(`select set_config('app.tenant_id', $1, true)`, [pick([tenantId(caller), ''], random)]);
  const { rowCount } = await client.query('select * from match_knowledge_terms($1, $2, $3, null, null, 50)', [
    tenantId(victim),
    baseId(victim),
    wordsOf(corpus, victim, random),
  ]);
  await client.query('rollback');
  return { own: 0, foreign: rowCount ?? 0 };
}

async function search(
  client: pg.Client,
  caller: number,
  bases: readonly number[],
  vector: Float32Array | null,
  words: string | null,
  filter: string | null,
): Promise<Seen> {
  const { rows } = await client.query<{ chunk_id: string; document_id: string }>(
    'select chunk_id, document_id from search_knowledge($1, $2::uuid[], $3::int[], 768, $4::vector::halfvec(768), $5, $6, $7)',
    [tenantId(caller), bases.map(baseId), bases.map(() => 1), vector && vectorValue(vector), words, wanted, filter],
  );
  const isOwn = (id: string): boolean => readIdentifier(id)?.tenant === caller;
  const own = rows.filter((row) => isOwn(row.chunk_id) && isOwn(row.document_id)).length;
  return { own, foreign: rows.length - own };
}

const tables = ['knowledge_vectors_768', 'knowledge_chunks', 'knowledge_terms', 'knowledge_documents', 'knowledge_chunk_drafts'];

/** Everything that a scope shows of a table: of `wantedTenant`, or at all. */
async function readTable(client: pg.Client, random: SeededRandom, scope: string | undefined, wantedTenant?: string): Promise<Seen> {
  await client.query(`begin; set local role sylion_tenant`);
  if (scope !== undefined) await client.query(`select set_config('app.tenant_id', $1, true)`, [scope]);
  const condition = wantedTenant === undefined ? '' : 'where tenant_id = $1';
  const values = wantedTenant === undefined ? [] : [wantedTenant];
  const { rowCount } = await client.query(`select tenant_id from ${pick(tables, random)} ${condition} limit 10`, values);
  await client.query('rollback');
  return { own: 0, foreign: rowCount ?? 0 };
}

const hostile = [
  `x' or '1'='1`,
  `x') or true --`,
  `'; select set_config('app.tenant_id', '', true); --`,
  `\\' | !a & (b <-> c:*`,
  `"; drop table knowledge_chunks; --`,
  `%s %L $1 $$`,
  `:* & ! | <->`,
];

const pick = <Item>(items: readonly Item[], random: SeededRandom): Item => items[random.integer(items.length)] as Item;

/** Another tenant, often the largest: it has most to lose. */
function victimOf(corpus: Corpus, caller: number, random: SeededRandom): number {
  const victim = random.integer(3) === 0 ? 0 : random.integer(corpus.shape.tenantSizes.length);
  return victim === caller ? (caller + 1) % corpus.shape.tenantSizes.length : victim;
}

const vectorOf = (corpus: Corpus, tenant: number, random: SeededRandom): Float32Array =>
  corpus.vector(tenant, random.integer(corpus.sizeOf(tenant)));

const wordsOf = (corpus: Corpus, tenant: number, random: SeededRandom): string =>
  corpus
    .chunk(tenant, random.integer(corpus.sizeOf(tenant)))
    .text.toLowerCase()
    .split('.')[0] ?? '';
