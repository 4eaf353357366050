import { percentile, searchText } from '@sylion/knowledge';

import type { Corpus } from '../corpus/corpus.ts';
import { languageOfTenant } from '../corpus/chunk-text.ts';
import { baseId, tenantId } from '../corpus/identifiers.ts';
import { seededRandom } from '../corpus/seeded-random.ts';
import type { Measurement } from '../report/measurement.ts';
import type { BenchDatabase } from '../server/bench-database.ts';
import { withClient } from '../server/with-client.ts';
import { prepareBypass } from './measure-security-tax.ts';
import { wanted } from './question.ts';
import { openOurDatabase, searchOurs } from './systems/our-system.ts';
import { systemNames } from './systems/system-names.ts';

/** The largest tenant. */
const tenant = 0;
const sampleSize = 2_000;
const wordsAsked = 4;
const questionCount = 30;
/** Four words that each stand in so many of the chunks match about a fifth of all. */
const wantedShare = 0.055;
const wordsChosenFrom = 30;
const configurations = { fr: 'french', en: 'english' };

/**
 * The words leg alone, in the largest knowledge base, for questions of four words that match about 20,000 of 100,000 chunks. Beside it
 * the usual recipe, `ts_rank_cd` over an OR query, for a role that may use the index because row-level security does not hold it.
 */
export async function measureWords(database: BenchDatabase, corpus: Corpus): Promise<Measurement[]> {
  const questions = makeWordQuestions(corpus);
  const bypassUrl = await prepareBypass(database);
  const ours = openOurDatabase(database.appUrl, 1);
  const oursMs: number[] = [];
  const recipeMs: number[] = [];
  const matches: number[] = [];
  let found = 0;
  try {
    await withClient(bypassUrl, async (client) => {
      for (const [index, words] of [...questions.slice(0, 3), ...questions].entries()) {
        const startedAt = performance.now();
        found += (await searchOurs(ours, { tenant, vector: null, text: words.join(' ') })).length;
        const betweenAt = performance.now();
        await client.query(recipe, [tenantId(tenant), baseId(tenant), configurations[languageOfTenant(tenant)], words.join(' | '), wanted]);
        if (index < 3) continue;
        oursMs.push(betweenAt - startedAt);
        recipeMs.push(performance.now() - betweenAt);
        matches.push(await countMatches(client, words));
      }
    });
  } finally {
    await ours.close();
  }
  const line = (system: string, elapsedMs: readonly number[], rows?: number): Measurement => ({
    bench: 'retrieval',
    set: corpus.shape.name,
    system,
    class: 'words',
    isOurs: system === systemNames.ours,
    queries: questions.length,
    rows,
    p50Ms: percentile(elapsedMs, 0.5),
    p95Ms: percentile(elapsedMs, 0.95),
  });
  const matched = `ts_rank_cd over ${Math.round(percentile(matches, 0.5))} matching chunks`;
  return [line(systemNames.ours, oursMs, found / (questions.length + 3)), line(matched, recipeMs)];
}

const query = `to_tsquery($3::text::regconfig, $4)`;
const recipe = `select t.chunk_id, c.content from knowledge_terms t join knowledge_chunks c on c.tenant_id = t.tenant_id and c.id = t.chunk_id
  where t.tenant_id = $1 and t.knowledge_base_id = $2 and t.terms @@ ${query} order by ts_rank_cd(t.terms, ${query}) desc limit $5`;

async function countMatches(
  client: { query(text: string, values: unknown[]): Promise<{ rows: { count: number }[] }> },
  words: readonly string[],
): Promise<number> {
  const statement = `select count(*)::int as count from knowledge_terms t where t.tenant_id = $1 and t.knowledge_base_id = $2 and t.terms @@ ${query}`;
  const { rows } = await client.query(statement, [
    tenantId(tenant),
    baseId(tenant),
    configurations[languageOfTenant(tenant)],
    words.join(' | '),
  ]);
  return rows[0]?.count ?? 0;
}

function makeWordQuestions(corpus: Corpus): string[][] {
  const counts = new Map<string, number>();
  const random = seededRandom(99);
  const sampled = Math.min(sampleSize, corpus.sizeOf(tenant));
  for (let index = 0; index < sampled; index += 1) {
    const words = new Set(searchText(corpus.chunk(tenant, random.integer(corpus.sizeOf(tenant))).text).split(' '));
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const distance = (count: number): number => Math.abs(Math.log(count / sampled / wantedShare));
  const fitting = [...counts]
    .toSorted(([, left], [, right]) => distance(left) - distance(right))
    .slice(0, wordsChosenFrom)
    .map(([word]) => word);
  return Array.from({ length: questionCount }, () =>
    Array.from({ length: wordsAsked }, () => fitting[random.integer(fitting.length)] ?? ''),
  );
}
