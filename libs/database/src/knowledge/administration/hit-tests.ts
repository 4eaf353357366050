import type { TenantScope } from '../../database.ts';
import { byId, readPage, type PageRequest } from '../../pages/read-page.ts';

export interface NewHitTest {
  readonly id: string;
  readonly knowledgeBaseId: string;
  readonly query: string;
  /** How it was asked, and what was really looked for. */
  readonly request: Readonly<Record<string, unknown>> & { readonly question: string };
  readonly hits: readonly unknown[];
  readonly timings: { readonly embedMs: number; readonly searchMs: number };
}

const columns = ['id', 'query', 'request', 'hits', 'timings', 'createdAt'] as const;

export async function createHitTest({ sql: statements, tenantId }: TenantScope, test: NewHitTest) {
  return statements
    .insertInto('knowledgeHitTests')
    .values({
      ...test,
      tenantId,
      request: JSON.stringify(test.request),
      hits: JSON.stringify(test.hits),
      timings: JSON.stringify(test.timings),
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
}

/** The hit tests of a knowledge base, newest first. */
export async function listHitTests({ sql: statements, tenantId }: TenantScope, page: PageRequest & { knowledgeBaseId: string }) {
  const query = statements
    .selectFrom('knowledgeHitTests')
    .where('tenantId', '=', tenantId)
    .where('knowledgeBaseId', '=', page.knowledgeBaseId)
    .select(columns);
  return readPage(query, byId('desc'), page);
}
