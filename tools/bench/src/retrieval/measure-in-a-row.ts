import { percentile } from '@sylion/knowledge';

import { baseId, tenantId } from '../corpus/identifiers.ts';
import type { Measurement } from '../report/measurement.ts';
import type { BenchDatabase } from '../server/bench-database.ts';
import { vectorValue } from '../server/vector-array.ts';
import { withClient } from '../server/with-client.ts';
import { wanted, type Question } from './question.ts';
import { openOurs } from './systems/our-system.ts';
import { systemNames } from './systems/system-names.ts';

const rounds = 4;

/**
 * Our times when nothing else runs in between: all questions of a class and topic, one after the other, several times over, the first of which
 * is not counted. Beside them the plainest function that could answer those of small tenants.
 */
export async function measureInARow(database: BenchDatabase, set: string, questions: readonly Question[]): Promise<Measurement[]> {
  const ours = openOurs(database.appUrl);
  const line = { bench: 'retrieval', set, isOurs: true } as const;
  try {
    const measurements: Measurement[] = [];
    for (const [tenantClass, ofClass] of Map.groupBy(questions, (question) => question.class))
      for (const [topic, asked] of Map.groupBy(ofClass, (question) => question.topic))
        measurements.push({
          ...line,
          system: systemNames.oursInARow,
          class: tenantClass,
          topic,
          ...(await timeInARow(asked, (question) => ours.search(question))),
        });
    await createPlainestSearch(database);
    const small = questions.filter((question) => question.class === 'small');
    const plainest = await withClient(database.appUrl, (client) =>
      timeInARow(small, ({ tenant, vector }) =>
        client.query(`select * from bench.plainest_search($1, $2, $3::vector::halfvec(768), $4)`, [
          tenantId(tenant),
          baseId(tenant),
          vectorValue(vector),
          wanted,
        ]),
      ),
    );
    measurements.push({ ...line, system: 'small: one exact statement under row-level security, in a row', class: 'floor', ...plainest });
    return measurements;
  } finally {
    await ours.close();
  }
}

async function timeInARow(
  questions: readonly Question[],
  ask: (question: Question) => Promise<unknown>,
): Promise<Pick<Measurement, 'queries' | 'p50Ms' | 'p95Ms'>> {
  const elapsedMs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const question of questions) {
      const startedAt = performance.now();
      await ask(question);
      if (round > 0) elapsedMs.push(performance.now() - startedAt);
    }
  }
  return { queries: elapsedMs.length, p50Ms: percentile(elapsedMs, 0.5), p95Ms: percentile(elapsedMs, 0.95) };
}

/** What no search under row-level security in one round trip can do without: the tenant's role, one statement, the text. */
async function createPlainestSearch({ superuserUrl }: BenchDatabase): Promise<void> {
  await withClient(superuserUrl, (client) =>
    client.query(`grant usage on schema bench to sylion_app, sylion_tenant;
      create or replace function bench.plainest_search(tenant uuid, base uuid, question public.halfvec, hit_limit int)
      returns table (id uuid, content text, similarity float8) language plpgsql stable set plan_cache_mode to 'force_generic_plan' as $$
      begin
        perform set_config('role', 'sylion_tenant', true), set_config('app.tenant_id', tenant::text, true);
        return query
          select c.id, c.content, -n.distance from (
            select v.chunk_id, v.embedding <#> question as distance from knowledge_vectors_768 v
            where v.tenant_id = tenant and v.knowledge_base_id = base and v.embedding_version = 1 order by 2 limit hit_limit) n
            cross join lateral (select * from knowledge_chunks c where c.tenant_id = tenant and c.id = n.chunk_id offset 0) c
          order by n.distance;
      end $$`),
  );
}
