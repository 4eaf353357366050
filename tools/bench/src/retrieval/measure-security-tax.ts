import type pg from 'pg';

import { percentile } from '@sylion/knowledge';

import { baseId, tenantId } from '../corpus/identifiers.ts';
import type { Measurement } from '../report/measurement.ts';
import type { BenchDatabase } from '../server/bench-database.ts';
import { vectorValue } from '../server/vector-array.ts';
import { withClient } from '../server/with-client.ts';
import { wanted, type Question } from './question.ts';

const rounds = 5;

/**
 * What row-level security costs: the search as the app calls it, against a copy of the very same function that does not step into the
 * tenant role, called by a role with BYPASSRLS. One call each in turns; the worst class of tenants counts.
 */
export async function measureSecurityTax(database: BenchDatabase, set: string, questions: readonly Question[]): Promise<Measurement[]> {
  const bypassUrl = await prepareBypass(database);
  return withClient(database.appUrl, (held) =>
    withClient(bypassUrl, async (free) => {
      const groups = Map.groupBy(questions, (question) => question.class);
      const measurements: Measurement[] = [];
      for (const [tenantClass, asked] of groups) {
        const heldMs: number[] = [];
        const freeMs: number[] = [];
        for (let round = 0; round <= rounds; round += 1) {
          for (const question of asked) {
            const [first, second] = round % 2 === 0 ? ([held, free] as const) : ([free, held] as const);
            for (const client of [first, second]) {
              const elapsedMs = await time(client, question, client === held ? 'public' : 'bench');
              if (round > 0) (client === held ? heldMs : freeMs).push(elapsedMs);
            }
          }
        }
        const [p50Ms, freeP50Ms] = [percentile(heldMs, 0.5), percentile(freeMs, 0.5)];
        const system = `${tenantClass}: under row-level security / without`;
        measurements.push({
          bench: 'retrieval',
          set,
          system,
          class: 'security tax',
          isOurs: true,
          queries: heldMs.length,
          p50Ms,
          ratio: p50Ms / freeP50Ms,
        });
      }
      return measurements;
    }),
  );
}

async function time(client: pg.Client, { tenant, vector }: Question, schema: string): Promise<number> {
  const startedAt = performance.now();
  await client.query(
    `select * from ${schema}.search_knowledge($1, array[$2]::uuid[], array[1], 768, $3::vector::halfvec(768), null, $4, null, null)`,
    [tenantId(tenant), baseId(tenant), vectorValue(vector), wanted],
  );
  return performance.now() - startedAt;
}

const bypassRole = 'sylion_bench_bypass';
const roleSwitch = `set_config('role', 'sylion_tenant', true), `;

/** A role that row-level security does not hold, and a copy of the search function in which only the change of role is left out. */
export async function prepareBypass({ superuserUrl }: BenchDatabase): Promise<string> {
  await withClient(superuserUrl, async (client) => {
    const role = await client.query('select from pg_roles where rolname = $1', [bypassRole]);
    if (role.rowCount === 0) await client.query(`create role ${bypassRole} login bypassrls`);
    await client.query(`grant sylion_tenant to ${bypassRole}; grant usage on schema bench to ${bypassRole}`);
    const { rows } = await client.query<{ definition: string }>(
      `select pg_get_functiondef('public.search_knowledge'::regproc) as definition`,
    );
    const definition = rows[0]?.definition ?? '';
    if (!definition.includes(roleSwitch)) throw new Error('search_knowledge changes its role in another way than this bench knows');
    await client.query(definition.replace(roleSwitch, '').replace('FUNCTION public.search_knowledge', 'FUNCTION bench.search_knowledge'));
  });
  return Object.assign(new URL(superuserUrl), { username: bypassRole }).toString();
}
