import { sql } from 'kysely';

import { readKnowledgeBaseSettings } from '@sylion/schemas';

import type { TenantScope } from '../../database.ts';

export type ClaimedDocument = Extract<Awaited<ReturnType<typeof claimDocument>>, { kind: 'claimed' }>['document'];

/**
 * Takes a document for `leaseMs`, with a claim that is higher than any before: every later write names it, so that a worker that was
 * given up changes nothing any more. A document that another worker holds tells how long.
 */
export async function claimDocument({ sql: statements, tenantId }: TenantScope, documentId: string, leaseMs: number) {
  const row = await statements
    .selectFrom('knowledgeDocuments as d')
    .innerJoin('knowledgeBases as b', (join) => join.onRef('b.tenantId', '=', 'd.tenantId').onRef('b.id', '=', 'd.knowledgeBaseId'))
    .where('d.tenantId', '=', tenantId)
    .where('d.id', '=', documentId)
    .select([
      'd.id',
      'd.knowledgeBaseId',
      'd.name',
      'd.mimeType',
      'd.objectPath',
      'd.sizeBytes',
      'd.sha256',
      'd.state',
      'd.claim',
      'd.version',
    ])
    .select(['d.sourceKind', 'd.sourceUri', 'd.draftKey', 'd.importOperation', 'd.pagesTotal', 'd.pagesWithText', 'd.plannedChunks'])
    .select(['b.mode', 'b.settings', 'b.embeddingModel', 'b.embeddingDimension', 'b.embeddingVersion'])
    .select(['b.nextEmbeddingModel', 'b.nextEmbeddingDimension'])
    .select(sql<number>`extract(epoch from d.claimed_until - clock_timestamp())::float8 * 1000`.as('heldForMs'))
    .forNoKeyUpdate('d')
    .executeTakeFirst();
  if (!row) return { kind: 'gone' } as const;
  if (row.heldForMs > 0) return { kind: 'held', forMs: row.heldForMs } as const;
  const { claim } = await statements
    .updateTable('knowledgeDocuments')
    .set((eb) => ({
      claim: eb('claim', '+', 1),
      claimedUntil: sql<Date>`clock_timestamp() + ${leaseMs} * interval '1 ms'`,
      state: row.state === 'queued' ? 'processing' : row.state,
      updatedAt: sql<Date>`now()`,
    }))
    .where('tenantId', '=', tenantId)
    .where('id', '=', documentId)
    .returning('claim')
    .executeTakeFirstOrThrow();
  return { kind: 'claimed', document: { ...row, claim, settings: readKnowledgeBaseSettings(row.settings) } } as const;
}
