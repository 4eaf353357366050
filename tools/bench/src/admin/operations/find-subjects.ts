import type pg from 'pg';

/** Nouns whose table is called otherwise. */
const tables: Readonly<Record<string, string>> = { documents: 'knowledge_documents', 'hit-tests': 'knowledge_hit_tests' };

/** The tenant's first item of each noun that stands before a parameter in these paths; nouns without a table or without items are left out. */
export async function findSubjects(client: pg.Client, tenantId: string, paths: readonly string[]): Promise<Map<string, string>> {
  const nouns = new Set(paths.flatMap((path) => [...path.matchAll(/([^/]+)\/\{id\}/g)].map(([, noun = '']) => noun)));
  const subjects = new Map<string, string>([['tenants', tenantId]]);
  for (const noun of nouns) {
    const table = tables[noun] ?? noun.replaceAll('-', '_');
    const { rowCount } = await client.query('select where to_regclass($1) is not null', [table]);
    if (rowCount === 0 || noun === 'tenants') continue;
    const { rows } = await client.query<{ id: string }>(`select id from ${table} where tenant_id = $1 order by id limit 1`, [tenantId]);
    if (rows[0]) subjects.set(noun, rows[0].id);
  }
  return subjects;
}

/** The path with its parameters filled in; undefined when there is nothing to fill one in with. */
export function fillPath(path: string, subjects: ReadonlyMap<string, string>): string | undefined {
  const filled = path
    .replaceAll(/([^/]+)\/\{id\}/g, (whole, noun: string) => (subjects.has(noun) ? `${noun}/${subjects.get(noun)}` : whole))
    .replaceAll('{number}', '1');
  return filled.includes('{') ? undefined : filled;
}
